import assert from "node:assert/strict";
import { readClaims } from "../../../lib/results/claims.ts";
import { claims } from "../../../stages/beyond_claims/criteria.ts";
import { run } from "../../../stages/beyond_claims/run.ts";
import { nothing, windows } from "../../support/beyond_evidence.ts";
import { runModule } from "../../support/run_module.ts";

Deno.test("beyondClaims weighs each of its claims, in the order of their numbers", async () => {
  const outputs = await runModule(run, { protocol: "released", seeds: [7], windows }, nothing);
  const weighed = readClaims(outputs.claims).map(({ number }) => number);
  assert.deepEqual(weighed, claims.map(({ number }) => number));
  assert.deepEqual(weighed, weighed.toSorted((a, b) => a - b));
});
