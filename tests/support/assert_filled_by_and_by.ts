import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import type { Engine } from "../../lib/tensor/engine.ts";

/**
 * Asserts that transposed products of rows that are filled some at a time have the bits of those of all rows
 * at once; more than a block at a time, less, and exactly one.
 */
export function assertFilledByAndBy(engine: Engine): void {
  for (const [rows, step] of [[2000, 200], [1536, 512], [1300, 1100], [7, 1]] as const) {
    const left = engine.allocate(rows, 130), right = engine.allocate(rows, 48);
    const drawn = [left, right].map(({ data }, side) => {
      stream("filled by and by", side).fillNormal(data);
      return data.slice();
    });
    const whole = engine.allocate(130, 48), out = engine.allocate(130, 48);
    engine.transposedProducts(left, [{ right, out: whole }]);
    for (const round of ["first", "second"]) {
      for (const { data } of [left, right, out]) data.fill(NaN);
      for (let from = 0; from < rows; from += step) {
        const to = Math.min(rows, from + step);
        [left, right].forEach(({ data, cols }, side) => {
          data.set(drawn[side]!.subarray(from * cols, to * cols), from * cols);
        });
        engine.transposedProducts(left, [{ right, out }], { from, to });
      }
      assert.deepEqual(out.data, whole.data, `${rows} rows, ${step} at a time, ${round} round`);
    }
  }
}
