import assert from "node:assert/strict";
import fc from "fast-check";
import { countBetween, histogram, linspace, polarRadius } from "../../../lib/stats/histogram.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("polar_histogram");
const bearings = flat(inputs.bearings);

for (const span of ["data", "circle"]) {
  Deno.test(`histogram() and polarRadius() equal the reference when bins span the ${span}`, () => {
    const range = span === "circle" ? [-Math.PI, Math.PI] as const : undefined;
    const { edges, counts } = histogram(bearings, 20, range);
    const expected = (key: string) => flat(at(outputs, `bins_span_the_${span}`, key));
    assertClose(edges, expected("edges"), { absolute: 1e-15 });
    assertClose(counts, expected("counts"), {});
    const fractions = counts.map((count) => count / bearings.length);
    assertClose(fractions, expected("fraction"), { relative: 1e-15 });
    assertClose(fractions.map(polarRadius), expected("radius"), { relative: 1e-15 });
    const widths = counts.map((_, i) => edges[i + 1]! - edges[i]!);
    assertClose(widths, expected("widths"), { absolute: 2e-15 });
  });
}

Deno.test("histogram() closes the last bin only and leaves out what lies outside", () => {
  const { counts } = histogram([-0.1, 0, 1, 1, 2, 3, 3.1], 3, [0, 3]);
  assert.deepEqual([...counts], [1, 2, 2]);
});

Deno.test("histogram() makes numpy's range when values are equal or missing", () => {
  assert.deepEqual([...histogram([2, 2], 2).edges], [1.5, 2, 2.5]);
  assert.deepEqual([...histogram([], 2).edges], [0, 0.5, 1]);
});

Deno.test("histogram() throws when the range is not finite", () => {
  assert.throws(() => histogram([1, NaN], 2), /Cannot make bins from "NaN"/);
  assert.throws(() => histogram([1], 2, [3, 1]), /from "3" to "1"/);
});

Deno.test("countBetween() lets the edges decide when values fall on them or bins are unequal", () => {
  const integers = fc.array(fc.integer({ min: -5, max: 15 }), { maxLength: 60 });
  const edges = fc.uniqueArray(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(integers, edges, fc.constantFrom(1, 0.1), (list, marks, scale) => {
      const rising = marks.sort((a, b) => a - b).map((mark) => mark * scale);
      const values = list.map((value) => value * scale);
      const last = rising.length - 2;
      const expected = rising.slice(0, -1).map((low, bin) =>
        values.filter((value) =>
          value >= low && (value < rising[bin + 1]! || bin === last && value === rising[bin + 1]!)
        ).length
      );
      assert.deepEqual([...countBetween(values, rising).counts], expected);
    }),
    { seed: 10, numRuns: 300 },
  );
});

Deno.test("linspace() holds both ends exactly", () => {
  assert.deepEqual([...linspace(-1.25, 1.25, 3)], [-1.25, 0, 1.25]);
  assert.equal(linspace(0.1, 0.7, 100)[99], 0.7);
});
