import assert from "node:assert/strict";
import { verdictUnder } from "../../figures/claim.ts";
import type { ClaimEvidence, Verdict } from "../../figures/claim.ts";

const evidence = (protocol: "released" | "described", verdict: Verdict): ClaimEvidence => ({
  protocol,
  measure: "gap",
  perSeed: [[0, 1]],
  mean: 1,
  low: null,
  high: null,
  criterion: "at most 1",
  reason: "a test",
  verdict,
});
const claim = (...protocols: ClaimEvidence[]) => ({ number: 1, statement: "", protocols });

Deno.test("verdictUnder() gives the worst verdict of a claim's measures under a protocol", () => {
  const mixed = claim(
    evidence("released", "holds"),
    evidence("released", "does not hold"),
    evidence("described", "holds"),
    evidence("described", "not tested"),
  );
  assert.equal(verdictUnder(mixed, "released"), "does not hold");
  assert.equal(verdictUnder(mixed, "described"), "not tested");
  assert.equal(verdictUnder(claim(evidence("released", "holds")), "released"), "holds");
});

Deno.test("verdictUnder() gives not tested where nothing was measured", () => {
  assert.equal(verdictUnder(claim(evidence("released", "holds")), "described"), "not tested");
});
