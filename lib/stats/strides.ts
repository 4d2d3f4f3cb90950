import { extents, type TrajectoryArray } from "./extents.ts";
import type { Run } from "./mean_squared_displacement.ts";

/**
 * Distances between every n-th point of a run and the one before, in units of the data. Greater strides leave
 * out what jitters from step to step.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const line = { shape: [1, 6], data: Float64Array.of(0, 5, 2, 3, -1, 4) };
 * assert.deepEqual([...strides(line, { trajectory: 0, from: 0, to: 6 }, 2)], [2, 3]);
 * ```
 */
export function strides(
  trajectories: TrajectoryArray,
  { trajectory, from, to }: Run,
  every: number,
): Float64Array<ArrayBuffer> {
  const { steps, dimensions } = extents(trajectories);
  const { data } = trajectories;
  return Float64Array.from({ length: Math.floor((to - from - 1) / every) }, (_, k) => {
    const first = (trajectory * steps + from + k * every) * dimensions;
    let squares = 0;
    for (let i = first; i < first + dimensions; i++) {
      squares += (data[i + every * dimensions]! - data[i]!) ** 2;
    }
    return Math.sqrt(squares);
  });
}
