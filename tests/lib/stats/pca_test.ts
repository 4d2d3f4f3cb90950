import assert from "node:assert/strict";
import fc from "fast-check";
import { stream } from "../../../lib/random/stream.ts";
import { Moments } from "../../../lib/stats/covariance.ts";
import { type Pca, pca, project } from "../../../lib/stats/pca.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden, shapeOf } from "../../support/golden.ts";

function pcaOf(rows: Float64Array, d: number): Pca {
  const moments = new Moments(d);
  moments.add(rows);
  return pca(moments.mean, moments.covariance());
}

for (const name of ["pca_small", "pca_medium", "pca_silent_units"]) {
  Deno.test(`pca() equals scikit-learn's (${name})`, () => {
    const { inputs, outputs } = golden(name);
    const rows = flat(inputs.data);
    const [n = 0, d = 0] = shapeOf(inputs.data);
    const found = pcaOf(rows, d);
    const largest = found.explainedVariance[0]!;
    const expect = (actual: Float64Array, key: string, absolute = 0) =>
      assertClose(actual, flat(outputs[key]), { relative: 1e-11, absolute });
    // Variances come from a covariance: rounding is relative to the largest of them.
    expect(found.explainedVariance, "explained_variance", 1e-14 * largest);
    expect(found.explainedVarianceRatio, "explained_variance_ratio", 1e-14);
    expect(found.cumulativeRatio, "cumulative_ratio");
    expect(found.mean, "mean", 1e-14);
    // A square root: silent units' values are 0 in the file, here up to sqrt(1e-14).
    const singular = found.explainedVariance.map((value) => Math.sqrt(value * (n - 1)));
    expect(singular, "singular_values", name === "pca_silent_units" ? 1e-7 * singular[0]! : 0);
    const components = flat(outputs.components);
    assertClose(found.components.subarray(0, components.length), components, { absolute: 1e-10 });
    const rank = components.length / d;
    const projected = project(found, rows.subarray(0, 10 * d), rank);
    assertClose(projected, flat(outputs.transform_of_first_10_rows), {
      absolute: 1e-11 * Math.sqrt(largest),
    });
  });
}

Deno.test("pca() has the same variances when the data are rotated", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 7, noNaN: true }), fc.nat(100), (angle, seed) => {
      const rows = new Float64Array(300);
      stream("test", "rotated", seed).fillNormal(rows);
      const rotated = rows.slice();
      for (let i = 0; i < rows.length; i += 3) {
        rotated[i] = Math.cos(angle) * rows[i]! - Math.sin(angle) * rows[i + 2]!;
        rotated[i + 2] = Math.sin(angle) * rows[i]! + Math.cos(angle) * rows[i + 2]!;
      }
      const before = pcaOf(rows, 3), after = pcaOf(rotated, 3);
      assertClose(after.explainedVariance, before.explainedVariance, { relative: 1e-12 });
    }),
    { seed: 5, numRuns: 50 },
  );
});

Deno.test("pca() makes the first of the largest entries positive when entries tie in size", () => {
  // Points on the line y = -x: the component is (1, -1) / sqrt 2.
  const { components } = pcaOf(Float64Array.of(1, -1, -1, 1, 3, -3, -3, 3), 2);
  assertClose(components.subarray(0, 2), [Math.SQRT1_2, -Math.SQRT1_2], { relative: 1e-14 });
});

Deno.test("pca() gives shares of 0 when nothing varies", () => {
  const found = pcaOf(Float64Array.of(1, 2, 1, 2), 2);
  assert.deepEqual([...found.explainedVarianceRatio, ...found.cumulativeRatio], [0, 0, 0, 0]);
});

Deno.test("project() throws when sizes do not fit", () => {
  const found = pcaOf(Float64Array.of(1, 2, 2, 5, 7, 8), 2);
  assert.throws(() => project(found, new Float64Array(3), 1), /expected \[n, 2\]/);
  assert.throws(() => project(found, new Float64Array(4), 3), /at most 2/);
});
