import assert from "node:assert/strict";
import { noEvidenceUnder, verdictUnder } from "../../figures/claim.ts";
import type { ClaimEvidence, Verdict } from "../../lib/results/claims.ts";

const evidence = (protocol: "released" | "described", verdict: Verdict): ClaimEvidence => ({
  protocol,
  measure: "gap",
  perSeed: [[0, 1]],
  mean: 1,
  sd: null,
  low: null,
  high: null,
  bootstrap: null,
  criterion: "at most 1",
  reason: "a test",
  distance: null,
  seedsToDecide: null,
  verdict,
});
const released = (...verdicts: readonly Verdict[]): Verdict => {
  const protocols = verdicts.map((verdict) => evidence("released", verdict));
  return verdictUnder({ number: 1, statement: "", protocols }, "released");
};

Deno.test("verdictUnder() lets a claim fail by one measure, then be undecided by one", () => {
  assert.equal(released("holds", "undecided", "does not hold", "not tested"), "does not hold");
  assert.equal(released("holds", "not tested", "undecided"), "undecided");
  assert.equal(released("holds", "not tested", "holds"), "not tested");
  assert.equal(released("holds", "holds"), "holds");
});

Deno.test("verdictUnder() looks at the measures of its protocol alone", () => {
  const claim = {
    number: 1,
    statement: "",
    protocols: [evidence("released", "holds"), evidence("described", "undecided")],
  };
  assert.equal(verdictUnder(claim, "released"), "holds");
  assert.equal(verdictUnder(claim, "described"), "undecided");
});

Deno.test("verdictUnder() gives not tested where nothing was measured", () => {
  assert.equal(released(), "not tested");
});

Deno.test("noEvidenceUnder() says once for whom standing still gives as much", () => {
  const control = (evidence: boolean | null, of?: string) => ({
    of,
    perSeed: [],
    frozen: [],
    centre: [],
    evidence,
  });
  const notes = (...controls: readonly ReturnType<typeof control>[]) => {
    const one = { ...evidence("released", "holds"), controls };
    const protocols = [one, one, evidence("described", "undecided")];
    const claim = { number: 1, statement: "", protocols };
    assert.deepEqual(noEvidenceUnder(claim, "described"), []);
    return noEvidenceUnder(claim, "released");
  };
  assert.deepEqual(notes(control(false)), ["not evidence"]);
  assert.deepEqual(notes(control(false, "U^σ"), control(true, "B^σ")), ["not evidence for U^σ"]);
  assert.deepEqual(notes(control(true), control(null, "U")), []);
  assert.deepEqual(notes(), []);
});
