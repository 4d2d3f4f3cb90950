import assert from "node:assert/strict";
import { choleskyFactor, choleskySolve } from "../../../lib/stats/cholesky.ts";
import { productTransposed, transposed } from "../../../lib/stats/matrix_product.ts";
import { stream } from "../../../lib/random/stream.ts";
import { assertClose } from "../../support/assert_close.ts";

Deno.test("choleskyFactor() times its transpose is the matrix, and choleskySolve() undoes a product", () => {
  const n = 7, m = 3, random = stream("cholesky");
  const rows = Float64Array.from({ length: n * n }, () => random.normal());
  const matrix = productTransposed(rows, rows, n);
  const factor = choleskyFactor(matrix, n);
  assert.ok(factor.every((entry, at) => at % n <= Math.floor(at / n) || entry === 0));
  assertClose(productTransposed(factor, factor, n), matrix, { absolute: 1e-12 });
  const x = Float64Array.from({ length: n * m }, () => random.normal());
  const right = productTransposed(matrix, transposed(x, m), n);
  assertClose(choleskySolve(factor, n, right), x, { absolute: 1e-9 });
});

Deno.test("choleskyFactor() refuses what is not positive definite", () => {
  assert.throws(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2), /pivot 1 is -3/);
  assert.throws(() => choleskyFactor(Float64Array.of(NaN), 1), /pivot 0 is NaN/);
});

Deno.test("choleskySolve() refuses a right side without whole rows", () => {
  assert.throws(
    () => choleskySolve(Float64Array.of(1, 0, 0, 1), 2, new Float64Array(3)),
    /\[2, m\]/,
  );
});

Deno.test("productTransposed() refuses rows of another length", () => {
  assert.throws(() => productTransposed(new Float64Array(4), new Float64Array(3), 2), /rows of 2/);
});
