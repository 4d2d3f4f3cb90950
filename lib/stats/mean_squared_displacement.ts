import { circularDifferences } from "./circular.ts";
import { extents, type TrajectoryArray } from "./extents.ts";
import type { Window } from "./trajectory_window.ts";

/** Points of a trajectory that follow each other. */
export interface Run extends Window {
  readonly trajectory: number;
}

/** Mean squared displacements, an entry a lag from 1 on, in squared units of the data. */
export interface Displacements {
  readonly squared: Float64Array<ArrayBuffer>;
  /** The same with the mean displacement at each lag removed: what a steady drift adds. */
  readonly detrended: Float64Array<ArrayBuffer>;
}

/**
 * Mean squared displacements at lags of 1 to `lags` steps, over all pairs of points of the same run that are
 * so far apart. Where no run is longer than a lag, NaN.
 *
 * @param runs steps of the trajectories [n, T] or [n, T, d]; angles must be unwrapped
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const line = { shape: [1, 4], data: Float64Array.of(0, 1, 2, 3) };
 * const found = meanSquaredDisplacements(line, [{ trajectory: 0, from: 0, to: 4 }], 2);
 * assert.deepEqual([...found.squared], [1, 4]);
 * assert.deepEqual([...found.detrended], [0, 0]);
 * ```
 */
export function meanSquaredDisplacements(
  trajectories: TrajectoryArray,
  runs: readonly Run[],
  lags: number,
): Displacements {
  const { steps, dimensions } = extents(trajectories);
  const { data } = trajectories;
  const squared = new Float64Array(lags), detrended = new Float64Array(lags);
  for (let lag = 1; lag <= lags; lag++) {
    let squares = 0, pairs = 0;
    const sums = new Float64Array(dimensions);
    for (const { trajectory, from, to } of runs) {
      const end = (trajectory * steps + to - lag) * dimensions;
      for (let d = 0; d < dimensions; d++) {
        let sum = 0;
        for (let i = (trajectory * steps + from) * dimensions + d; i < end; i += dimensions) {
          const moved = data[i + lag * dimensions]! - data[i]!;
          squares += moved * moved;
          sum += moved;
        }
        sums[d]! += sum;
      }
      pairs += Math.max(0, to - from - lag);
    }
    squared[lag - 1] = squares / pairs;
    const drift = sums.reduce((total, sum) => total + (sum / pairs) ** 2, 0);
    detrended[lag - 1] = Math.max(0, squares / pairs - drift); // below 0 by rounding alone
  }
  return { squared, detrended };
}

/** The same steps of each of `count` trajectories. */
export function sameSteps(count: number, { from, to }: Window): Run[] {
  return Array.from({ length: count }, (_, trajectory) => ({ trajectory, from, to }));
}

/**
 * Bearings [n, T], rad, as they turn on instead of jumping by a turn: differences of consecutive ones folded
 * to [-pi, pi) and summed up in double precision.
 */
export function unwrap(bearings: TrajectoryArray): TrajectoryArray & { data: Float64Array } {
  const turned = circularDifferences(bearings);
  const { count, steps } = extents(bearings);
  const data = new Float64Array(count * steps);
  for (let i = 0, from = 0; i < data.length; i++) {
    data[i] = i % steps === 0 ? bearings.data[i]! : data[i - 1]! + turned[from++]!;
  }
  return { shape: [count, steps], data };
}
