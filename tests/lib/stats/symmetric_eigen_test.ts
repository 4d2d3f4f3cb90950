import assert from "node:assert/strict";
import fc from "fast-check";
import { stream } from "../../../lib/random/stream.ts";
import { symmetricEigen } from "../../../lib/stats/symmetric_eigen.ts";
import { assertClose } from "../../support/assert_close.ts";

function symmetric(n: number, entry: (i: number, j: number) => number): Float64Array<ArrayBuffer> {
  return new Float64Array(n * n).map((_, at) => {
    const i = Math.floor(at / n), j = at % n;
    return entry(Math.max(i, j), Math.min(i, j));
  });
}

/** Checks A v = value v, unit length and right angles, within rounding units of the largest value. */
function assertDecomposes(matrix: Float64Array, n: number): void {
  const { values, vectors } = symmetricEigen(matrix, n);
  const tolerance = 30 * n * Number.EPSILON;
  const size = Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
  for (let i = 0; i < n; i++) {
    const vector = vectors.subarray(i * n, (i + 1) * n);
    const image = new Float64Array(n).map((_, r) =>
      dot(matrix.subarray(r * n, (r + 1) * n), vector)
    );
    assertClose(image, vector.map((x) => x * values[i]!), { absolute: tolerance * size });
    for (let j = 0; j <= i; j++) {
      const product = dot(vector, vectors.subarray(j * n, (j + 1) * n));
      assert.ok(
        Math.abs(product - (i === j ? 1 : 0)) <= tolerance,
        `vectors ${i}, ${j}: ${product}`,
      );
    }
    assert.ok(i === 0 || values[i]! <= values[i - 1]!, "values rise");
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

Deno.test("symmetricEigen() decomposes random matrices of any size and scale", () => {
  const entries = fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n * n, maxLength: n * n }),
      fc.constantFrom(1e-12, 1, 1e12),
    )
  );
  fc.assert(
    fc.property(
      entries,
      ([n, list, scale]) => assertDecomposes(symmetric(n, (i, j) => list[i * n + j]! * scale), n),
    ),
    { seed: 4, numRuns: 300 },
  );
});

Deno.test("symmetricEigen() decomposes a dense matrix of 120 rows", () => {
  const random = new Float64Array(120 * 120);
  stream("test", "eigen").fillNormal(random);
  assertDecomposes(symmetric(120, (i, j) => random[i * 120 + j]!), 120);
});

Deno.test("symmetricEigen() decomposes when values repeat or rows are zero", () => {
  assertDecomposes(symmetric(6, () => 0), 6);
  assertDecomposes(symmetric(6, (i, j) => i === j ? 2 : 0), 6);
  assertDecomposes(symmetric(6, () => 1), 6);
  assertDecomposes(symmetric(6, (i, j) => i > 3 || j > 3 ? 0 : 1 / (i + j + 1)), 6);
  assertDecomposes(symmetric(6, (i, j) => i < 2 || j < 2 ? 0 : i + j), 6);
});

Deno.test("symmetricEigen() finds the known values of the second-difference matrix", () => {
  const n = 50;
  const matrix = symmetric(n, (i, j) => i === j ? 2 : i === j + 1 ? -1 : 0);
  const known = new Float64Array(n)
    .map((_, i) => 2 - 2 * Math.cos((n - i) * Math.PI / (n + 1)));
  assertClose(symmetricEigen(matrix, n).values, known, { absolute: 1e-14 });
});

Deno.test("symmetricEigen() throws when the matrix is not finite or not square", () => {
  assert.throws(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2), /not finite/);
  assert.throws(() => symmetricEigen(new Float64Array(3), 2), /expected \[2, 2\]/);
});
