import type { Claim, ClaimEvidence } from "../../lib/results/claims.ts";
import { noEvidence, noEvidenceUnder, VERDICT_RULE, verdictUnder } from "../claim.ts";
import { firmness, seedsText } from "./claim_facts.ts";
import { mathHtml } from "./math.ts";
import { escapeHtml } from "./escape.ts";
import { intervalText } from "./number_text.ts";
import { verdictText } from "./verdict_text.ts";

/** The claims as cards, each with its verdicts and the evidence of each measure. */
export function claimsSection(claims: readonly Claim[]): string {
  return `<section id="claims" aria-labelledby="claims-title">
<h2 id="claims-title">Claims</h2>
<details><summary>How a verdict is reached</summary>
${VERDICT_RULE.map((text) => `<p class="rule">${escapeHtml(text)}</p>`).join("\n")}
</details>
${claims.map(card).join("\n")}
</section>
`;
}

function card(claim: Claim): string {
  const { number, statement, protocols } = claim;
  const names = [...new Set(protocols.map(({ protocol }) => protocol))];
  const verdicts = names.map((protocol) => {
    const under = names.length === 1 ? "" : ` <span class="detail">${protocol}</span>`;
    return verdictText(verdictUnder(claim, protocol)) +
      notesText(noEvidenceUnder(claim, protocol)) +
      under;
  });
  const measures = protocols.map((evidence) => measure(evidence, names.length > 1));
  return `<article class="claim" id="claim-${number}" aria-labelledby="claim-${number}-title">
<h3 id="claim-${number}-title"><span class="number">${number}</span> ${mathHtml(statement)}</h3>
<p class="verdicts">${
    (verdicts.length === 0 ? [verdictText("not tested")] : verdicts).join(" ")
  }</p>
${measures.join("\n")}
</article>`;
}

function measure(evidence: ClaimEvidence, named: boolean): string {
  const { protocol, measure, perSeed, criterion, reason, verdict, paper, window } = evidence;
  const { why, finding } = evidence;
  const detail = (text: string | undefined) =>
    text === undefined || text === "" ? "" : `<div class="detail">${mathHtml(text)}</div>`;
  const facts = [why, finding, seedsText(perSeed), ...firmness(evidence)].map(detail).join("");
  const note = notesText((evidence.controls ?? []).flatMap(noEvidence));
  return `<div class="measure">
<div>${mathHtml(measure)}${detail(window)}${named ? detail(protocol) : ""}</div>
<div class="evidence">${verdictText(verdict)}${note} ${
    mathHtml(intervalText(evidence))
  }${facts}</div>
<div>${mathHtml(criterion)}${detail(reason)}${detail(paper && `paper: ${paper}`)}</div>
</div>`;
}

/** " (not evidence for U^σ)" */
function notesText(notes: readonly string[]): string {
  return notes.length === 0 ? "" : ` (${mathHtml(notes.join(", "))})`;
}
