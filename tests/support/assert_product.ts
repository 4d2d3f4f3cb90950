import assert from "node:assert/strict";
import type { Matrix } from "../../lib/tensor/engine.ts";

/** Throws unless out = a b, to 1e-6 of the sum of the sizes of the terms: float32 sums of up to 300. */
export function assertProduct(a: Matrix, b: Matrix, out: Matrix): void {
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.cols; j++) {
      let sum = 0, size = 0;
      for (let k = 0; k < a.cols; k++) {
        const term = a.data[i * a.cols + k]! * b.data[k * b.cols + j]!;
        sum += term;
        size += Math.abs(term);
      }
      const found = out.data[i * b.cols + j]!;
      assert.ok(Math.abs(found - sum) <= 1e-6 * size, `[${i}, ${j}]: ${found}, expected ${sum}`);
    }
  }
}
