import assert from "node:assert/strict";
import { mean, standardDeviation } from "../../../lib/stats/summary.ts";

Deno.test("mean() and standardDeviation() give known values", () => {
  const values = [2, 4, 4, 4, 5, 5, 7, 9];
  assert.equal(mean(values), 5);
  assert.equal(standardDeviation(values, 0), 2);
  assert.equal(standardDeviation(values, 1), Math.sqrt(32 / 7));
});

Deno.test("mean() and standardDeviation() are NaN when values are too few", () => {
  assert.ok(Number.isNaN(mean([])));
  assert.ok(Number.isNaN(standardDeviation([], 0)));
  assert.ok(Number.isNaN(standardDeviation([3], 1)));
  assert.equal(standardDeviation([3], 0), 0);
});
