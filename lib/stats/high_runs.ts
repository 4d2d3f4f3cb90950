import type { NdArray } from "../array.ts";
import type { Run } from "./mean_squared_displacement.ts";
import type { Window } from "./trajectory_window.ts";

/**
 * The stretches of a window in which a trajectory's values, [n, T], are at least so high for at least so many
 * steps on end.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const values = { shape: [1, 6], data: Float32Array.of(2, 1, 2, 2, 0, 2) };
 * const found = highRuns(values, { from: 0, to: 6 }, { least: 1.5, steps: 2 });
 * assert.deepEqual(found, [{ trajectory: 0, from: 2, to: 4 }]);
 * ```
 */
export function highRuns(
  { shape, data }: NdArray<Float32Array>,
  { from, to }: Window,
  { least, steps }: { readonly least: number; readonly steps: number },
): Run[] {
  const [count, all] = shape as [number, number]; // as said
  const runs: Run[] = [];
  for (let trajectory = 0; trajectory < count; trajectory++) {
    let first = from;
    for (let t = from; t <= to; t++) {
      if (t < to && data[trajectory * all + t]! >= least) continue;
      if (t - first >= steps) runs.push({ trajectory, from: first, to: t });
      first = t + 1;
    }
  }
  return runs;
}
