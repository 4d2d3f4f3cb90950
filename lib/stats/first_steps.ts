import type { NdArray } from "../array.ts";

/**
 * The first steps of trajectories [n, T, d], as an array [n, steps, d]; of all, the same array. Throws if
 * there are fewer.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const trajectories = { shape: [2, 2, 1], data: Float32Array.of(1, 2, 3, 4) };
 * assert.deepEqual([...firstSteps(trajectories, 1).data], [1, 3]);
 * ```
 */
export function firstSteps(
  { shape, data }: NdArray<Float32Array>,
  steps: number,
): NdArray<Float32Array> {
  const [n, all, d] = shape as readonly [number, number, number]; // trajectories have three extents
  if (steps > all) throw new Error(`Cannot take ${steps} steps: the trajectories have ${all}`);
  if (steps === all) return { shape, data };
  const first = new Float32Array(n * steps * d);
  for (let i = 0; i < n; i++) {
    first.set(data.subarray(i * all * d, (i * all + steps) * d), i * steps * d);
  }
  return { shape: [n, steps, d], data: first };
}
