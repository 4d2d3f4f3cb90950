import assert from "node:assert/strict";
import { totalVariation } from "../../../lib/stats/total_variation.ts";

Deno.test("totalVariation() compares shares: 0 for the same, 1 for disjoint histograms", () => {
  assert.equal(totalVariation([1, 1, 2], [2, 2, 4]), 0);
  assert.equal(totalVariation([3, 0], [0, 7]), 1);
  assert.equal(totalVariation([1, 1, 0, 0], [0, 1, 1, 0]), 0.5);
  assert.equal(totalVariation([1, 3], [3, 1]), 0.5);
  assert.equal(totalVariation([0, 0], [1, 1]), NaN, "of no values");
});
