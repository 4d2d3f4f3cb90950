import assert from "node:assert/strict";
import { claimsPage } from "../../figures/claims_page.ts";
import { CLAIMS } from "./example_claims.ts";

Deno.test("claimsPage() begins with a table of verdicts by protocol", () => {
  const lines = claimsPage(CLAIMS, "Profile full.").split("\n");
  assert.deepEqual(lines.slice(0, 8), [
    "# Claims",
    "",
    "Profile full.",
    "",
    "| № | Claim | released | described |",
    "| ---: | --- | --- | --- |",
    "| 1 | Total variance: noisy \\> noiseless | holds | does not hold |",
    "| 2 | GRUs \\| show it too | not tested | not tested |",
  ]);
});

Deno.test("claimsPage() gives the evidence of each protocol", () => {
  const text = claimsPage(CLAIMS, "Profile full.");
  assert.ok(text.includes(`- **released: holds**
  - difference of total variance (m²): 0.123 \\[0.1, 0.15\\]
  - by seed: 0: 0.1, 1: 0.15
  - measured over: steps 1000-2000
  - paper: about 0.01
  - criterion: low end \\> 0 (no difference is ruled out)
- **described: does not hold**
  - difference of total variance (m²): −0.1
  - by seed: 0: −0.1
`));
  assert.match(text, /## 2\. GRUs \\\| show it too\n\nNot tested\.\n$/);
});
