import assert from "node:assert/strict";
import { VERDICT_RULE } from "../../figures/claim.ts";
import { claimsPage } from "../../figures/claims_page.ts";
import { encodeClaims, readClaims } from "../../lib/results/claims.ts";
import { CLAIMS } from "../support/figures/example_claims.ts";

Deno.test("claimsPage() begins with the rule and a table of verdicts by protocol", () => {
  const lines = claimsPage(CLAIMS, "Profile full.").split("\n");
  assert.deepEqual(lines.slice(0, 15), [
    "# Claims",
    "",
    "Profile full.",
    "",
    VERDICT_RULE[0],
    "",
    VERDICT_RULE[1],
    "",
    VERDICT_RULE[2],
    "",
    "| № | Claim | released | described |",
    "| ---: | --- | --- | --- |",
    "| 1 | Total variance: noisy \\> noiseless | holds | does not hold |",
    "| 2 | GRUs \\| show it too | not tested | not tested |",
    "| 3 | Quiescent steps are as long as active ones | undecided | not tested |",
  ]);
});

Deno.test("claimsPage() gives the evidence of each protocol and how firm it is", () => {
  const text = claimsPage(CLAIMS, "Profile full.");
  assert.ok(text.includes(`- **released: holds**
  - difference of total variance (m²): 0.12 \\[0.061, 0.18\\]
  - seed 0: 0.1, seed 1: 0.15, seed 2: 0.12
  - sampling floor: seed 0: 0.01, seed 1: 0.02, seed 2: 0.015
  - 4.9 SD from the limit; 3 seeds would decide it
  - above the limit in 3 of 3 seeds (sign test: p = 0.13)
  - trajectories too few: error in a seed 0.013, SD 0.025
  - measured over: steps 1000-2000
  - paper: about 0.01
  - criterion: above 0 (no difference is ruled out)
- **described: does not hold**
  - difference of total variance (m²): −0.11 \\[−0.14, −0.085\\]
  - seed 0: −0.1, seed 1: −0.11, seed 2: −0.12
  - 11 SD from the limit; 3 seeds would decide it
  - criterion`));
  assert.match(text, /## 2\. GRUs \\\| show it too\n\nNot tested\.\n/);
});

Deno.test("claimsPage() says why a measure is undecided or not tested", () => {
  const text = claimsPage(CLAIMS, "Profile full.");
  assert.ok(text.includes(`- **released: undecided**
  - quiescent over active step: 0.52 \\[0.26, 1.0\\]
  - seed 0: 0.4, seed 1: 0.5, seed 2: 0.7
  - 0.00014 SD from the limit; more than 1000 seeds would decide it
`));
  assert.ok(text.includes(`- **described: not tested**
  - quiescent over active step: not tested (the value of seed 1 is NaN)
  - seed 0: 0.4, seed 1: –
`));
});

Deno.test("claimsPage() says where standing still gives as much, in the table and with the measure", () => {
  const [first] = CLAIMS;
  const withControls = (evidence: boolean) => [{
    ...first!,
    protocols: first!.protocols.map((each, i) => ({
      ...each,
      controls: i > 0 ? undefined : [{
        of: "U^σ",
        perSeed: [[0, 0.25]] as const,
        frozen: [[0, 0.2], [1, null]] as const,
        centre: [[0, 3]] as const,
        evidence,
      }],
    })),
  }];
  const text = claimsPage(withControls(false), "");
  assert.ok(
    text.includes(
      "| holds; not evidence for U\\^σ: standing still gives as much | does not hold |",
    ),
  );
  assert.ok(text.includes(`  - U\\^σ: seed 0: 0.25
  - U\\^σ: standing still at the starts would give seed 0: 0.2, seed 1: –
  - U\\^σ: from starts about the centre, seed 0: 3
  - not evidence for U\\^σ: standing still gives as much
`));
  const good = claimsPage(withControls(true), "");
  assert.ok(good.includes("standing still at the starts would give seed 0: 0.2"));
  assert.ok(!good.includes("not evidence for"));
});

Deno.test("claimsPage() says what each of two measures comes to, of a claim that they agree", () => {
  const [claim] = CLAIMS;
  const agreement = {
    own: "holds",
    other: { measure: "KL, nats", perSeed: [[0, 2.5], [1, null]], verdict: "undecided" },
  } as const;
  const agreeing = [{
    ...claim!,
    protocols: claim!.protocols.map((each) => ({ ...each, agreement })),
  }];
  const read = readClaims(encodeClaims(agreeing));
  assert.ok(
    claimsPage(read, "").includes(`  - by this measure: holds
  - by KL, nats: undecided (seed 0: 2.5, seed 1: –)
`),
  );
});
