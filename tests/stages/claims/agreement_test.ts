import assert from "node:assert/strict";
import { type Verdict, verdicts } from "../../../lib/results/claims.ts";
import { agreement } from "../../../stages/claims/agreement.ts";

const weighed = (verdict: Verdict) => ({ perSeed: [], criterion: "above 0", verdict });

Deno.test("agreement() holds for the same verdict, and is as open as either", () => {
  const found = (own: Verdict, other: Verdict) =>
    agreement(weighed(own), "other", weighed(other)).verdict;
  assert.equal(found("holds", "holds"), "holds");
  assert.equal(found("does not hold", "does not hold"), "holds");
  assert.equal(found("holds", "does not hold"), "does not hold");
  assert.equal(found("does not hold", "holds"), "does not hold");
  for (const verdict of verdicts) {
    assert.equal(found(verdict, "not tested"), "not tested");
    assert.equal(found("not tested", verdict), "not tested");
    if (verdict !== "not tested") assert.equal(found(verdict, "undecided"), "undecided");
  }
});
