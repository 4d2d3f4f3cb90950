import assert from "node:assert/strict";
import { quantile } from "../../../lib/stats/quantile.ts";

Deno.test("quantile() interpolates between neighbours as numpy.quantile", () => {
  const sorted = [1, 2, 4, 8];
  assert.deepEqual([0, 0.25, 0.5, 0.75, 1].map((f) => quantile(sorted, f)), [1, 1.75, 3, 5, 8]);
  assert.equal(quantile([5], 0.3), 5);
});

Deno.test("quantile() throws when there are no values", () => {
  assert.throws(() => quantile([], 0.5), /no values/);
});
