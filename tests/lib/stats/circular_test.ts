import assert from "node:assert/strict";
import fc from "fast-check";
import {
  circularDifferences,
  foldAngle,
  releasedDifferences,
} from "../../../lib/stats/circular.ts";
import { countBetween } from "../../../lib/stats/histogram.ts";
import { mean } from "../../../lib/stats/summary.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden, shapeOf } from "../../support/golden.ts";

const { inputs, outputs } = golden("metrics");
const bearings = { shape: shapeOf(inputs.bearings), data: flat(inputs.bearings) };
const expected = (...keys: (string | number)[]) => flat(at(outputs, "angular_velocity", ...keys));

Deno.test("circularDifferences() equals the reference", () => {
  const found = circularDifferences(bearings);
  assertClose(found, expected("proper_circular"), { absolute: 2e-15 });
  assertClose([mean(found)], expected("proper_mean"), { absolute: 1e-15 });
});

Deno.test("releasedDifferences() equals the notebook's rule, its mean and its histograms", () => {
  const found = releasedDifferences(bearings);
  assertClose(found, expected("notebook_rule"), { absolute: 2e-15 });
  assertClose([mean(found)], expected("notebook_mean"), { absolute: 1e-15 });
  for (const phase of ["active", "quiescent"]) {
    const name = `notebook_histogram_${phase}_edges`;
    const { counts } = countBetween(found, expected(name, "edges"));
    assertClose(counts, expected(name, "counts"), {});
    const proportion = counts.map((count) => count / found.length);
    assertClose(proportion, expected(name, "proportion"), { relative: 1e-15 });
    const outside = found.length - counts.reduce((sum, count) => sum + count, 0);
    assertClose([outside], expected(name, "numbers_outside"), {});
  }
});

Deno.test("releasedDifferences() differs from circularDifferences() where the reference says so", () => {
  const released = releasedDifferences(bearings), circular = circularDifferences(bearings);
  const places: number[] = [];
  released.forEach((value, i) => {
    if (Math.abs(value - circular[i]!) > 1) places.push(Math.floor(i / 39), i % 39);
  });
  assertClose(places, expected("entries_where_the_two_differ"), {});
});

const angle = fc.double({ min: -1e3, max: 1e3, noNaN: true });

Deno.test("foldAngle() stays within [-pi, pi) and moves by whole turns", () => {
  const edges = [-Math.PI, Math.PI, 3 * Math.PI, -3 * Math.PI, -Math.PI - 1e-16, Math.PI - 1e-16];
  for (const value of edges) assertFolded(value);
  fc.assert(fc.property(angle, assertFolded), { seed: 7, numRuns: 1000 });
});

function assertFolded(value: number): void {
  const folded = foldAngle(value);
  assert.ok(folded >= -Math.PI && folded < Math.PI, `${value} -> ${folded}`);
  const turns = (value - folded) / (2 * Math.PI);
  assert.ok(Math.abs(turns - Math.round(turns)) < 1e-12, `${value} -> ${folded}`);
}

Deno.test("circularDifferences() does not change when all bearings turn", () => {
  fc.assert(
    fc.property(angle, (turn) => {
      const turned = { ...bearings, data: bearings.data.map((value) => value + turn) };
      const before = circularDifferences(bearings), after = circularDifferences(turned);
      assertClose(after, before, { absolute: 1e-11 });
    }),
    { seed: 9, numRuns: 20 },
  );
});

Deno.test("circularDifferences() throws when there are two coordinates", () => {
  const plane = { shape: [1, 2, 2], data: new Float32Array(4) };
  assert.throws(() => circularDifferences(plane), /found 2 coordinates/);
});
