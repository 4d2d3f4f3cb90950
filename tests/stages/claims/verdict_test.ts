import assert from "node:assert/strict";
import { claims } from "../../../stages/claims/criteria.ts";
import { weigh } from "../../../stages/claims/verdict.ts";

const seeds = (...values: number[]) => values.map((value, seed) => [seed, value] as const);

Deno.test("weigh() lets a claim hold only if the whole interval meets the criterion", () => {
  const criterion = { most: 1, reason: "a test" };
  assert.equal(weigh(seeds(0.5, 0.6, 0.7), criterion, 1).verdict, "holds");
  const astride = weigh(seeds(0.5, 0.6, 1.8), criterion, 1);
  assert.equal(astride.verdict, "does not hold");
  assert.ok(astride.mean! < 1 && astride.high! > 1, "though the mean meets it");
  assert.equal(weigh(seeds(2, 3), criterion, 1).verdict, "does not hold");
});

Deno.test("weigh() does not call a claim tested by one network or none", () => {
  const criterion = { least: 0, reason: "a test" };
  assert.equal(weigh(seeds(5), criterion, 1).verdict, "not tested");
  assert.equal(weigh([], criterion, 1).mean, null);
});

Deno.test("weigh() states its criterion in words, limits included", () => {
  assert.equal(weigh([], { least: 0.5, most: 2, reason: "" }, 1).criterion, "from 0.5 to 2");
  assert.equal(weigh(seeds(2, 2), { least: 0.5, most: 2, reason: "" }, 1).verdict, "holds");
});

Deno.test("there are criteria, with reasons, for all 13 claims", () => {
  assert.deepEqual(claims.map(({ number }) => number), Array.from({ length: 13 }, (_, i) => i + 1));
  for (const { measures } of claims) {
    assert.ok(measures.length > 0);
    for (const { criterion } of measures) assert.ok(criterion.reason.length > 5);
  }
});
