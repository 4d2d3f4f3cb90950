import { extents, type TrajectoryArray } from "./extents.ts";

/**
 * Total variance (Fig. 2f): each trajectory's variance over time (divisor n - 1), summed over its
 * coordinates, in squared units of the data; the figure shows the mean over trajectories.
 *
 * Looks at steps `from` (inclusive) to `to` (exclusive). Throws if these are fewer than two.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const points = { shape: [1, 2, 2], data: Float32Array.of(0, 1, 4, 1) };
 * assert.deepEqual([...totalVariances(points)], [8]);
 * ```
 */
export function totalVariances(
  trajectories: TrajectoryArray,
  from = 0,
  to?: number,
): Float64Array<ArrayBuffer> {
  const { count, steps, dimensions } = extents(trajectories);
  const { data } = trajectories;
  const end = to ?? steps;
  const n = end - from;
  if (!(from >= 0 && end <= steps && n >= 2)) {
    throw new RangeError(
      `Cannot take the variance of steps ${from} to ${end}: expected at least two of ${steps}`,
    );
  }
  const totals = new Float64Array(count);
  for (let b = 0; b < count; b++) {
    for (let d = 0; d < dimensions; d++) {
      const first = (b * steps + from) * dimensions + d;
      const last = first + (n - 1) * dimensions;
      let sum = 0;
      for (let i = first; i <= last; i += dimensions) sum += data[i]!;
      const mean = sum / n;
      let squares = 0;
      for (let i = first; i <= last; i += dimensions) squares += (data[i]! - mean) ** 2;
      totals[b]! += squares / (n - 1);
    }
  }
  return totals;
}
