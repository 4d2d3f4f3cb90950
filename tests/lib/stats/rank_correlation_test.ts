import assert from "node:assert/strict";
import { rankCorrelation } from "../../../lib/stats/rank_correlation.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("beyond_distances");

Deno.test("rankCorrelation() equals scipy.stats.spearmanr, ties included", () => {
  const [a, b] = [[...flat(inputs.ranked_a)], [...flat(inputs.ranked_b)]];
  assertClose([rankCorrelation(a, b)], flat(outputs.rank_correlation), { relative: 1e-12 });
});

Deno.test("rankCorrelation() is NaN of values that are all equal, and throws for other numbers", () => {
  assert.ok(Number.isNaN(rankCorrelation([1, 1, 1], [1, 2, 3])));
  assert.throws(() => rankCorrelation([1], [1, 2]), /Cannot correlate 1 with 2 values/);
});
