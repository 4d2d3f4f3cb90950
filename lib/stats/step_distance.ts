import { extents, type TrajectoryArray } from "./extents.ts";

/** Distances of consecutive points, one entry a trajectory, in units of the data. */
export interface StepDistance {
  readonly mean: Float64Array<ArrayBuffer>;
  readonly largest: Float64Array<ArrayBuffer>;
}

/**
 * The mean and the largest Euclidean distance of consecutive points of each trajectory (Fig. C.4). Throws
 * if trajectories have a single point.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const points = { shape: [1, 3, 2], data: Float32Array.of(0, 0, 3, 4, 3, 4) };
 * const { mean, largest } = stepDistance(points);
 * assert.deepEqual([mean[0], largest[0]], [2.5, 5]);
 * ```
 */
export function stepDistance(trajectories: TrajectoryArray): StepDistance {
  const { count, steps, dimensions } = extents(trajectories);
  if (steps < 2) throw new RangeError(`Cannot measure steps: found ${steps} point, expected two`);
  const { data } = trajectories;
  const mean = new Float64Array(count);
  const largest = new Float64Array(count);
  for (let b = 0, i = 0; b < count; b++, i += dimensions) {
    let sum = 0, longest = 0;
    for (let t = 1; t < steps; t++) {
      let squares = 0;
      for (let d = 0; d < dimensions; d++, i++) squares += (data[i + dimensions]! - data[i]!) ** 2;
      const distance = Math.sqrt(squares);
      sum += distance;
      if (distance > longest) longest = distance;
    }
    mean[b] = sum / (steps - 1);
    largest[b] = longest;
  }
  return { mean, largest };
}
