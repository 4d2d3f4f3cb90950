import type { Claim, ClaimEvidence, Verdict } from "../../lib/results/claims.ts";
import { VERDICT_RULE } from "../claim.ts";
import { firmness, seedsText } from "./claim_facts.ts";
import { escapeHtml } from "./escape.ts";
import { intervalText } from "./number_text.ts";

/** Said by shape and word, not by colour alone. */
const VERDICT_MARK: Readonly<Record<Verdict, readonly [mark: string, name: string]>> = {
  "holds": ["✓", "holds"],
  "does not hold": ["✗", "fails"],
  "undecided": ["?", "undecided"],
  "not tested": ["–", "untested"],
};

const COLUMNS = [
  "",
  "Claim",
  "Protocol",
  "Verdict",
  "Measure",
  "Mean [95 %]",
  "Paper",
  "Criterion",
];

/** The claims as a table of HTML, a row a claim and protocol, with the evidence. */
export function claimsSection(claims: readonly Claim[]): string {
  const head = COLUMNS.map((column) =>
    column === ""
      ? '<th scope="col"><abbr title="number">№</abbr></th>'
      : `<th scope="col">${column}</th>`
  ).join("");
  return `<section id="claims" aria-label="Claims">
<h2>Claims</h2>
${VERDICT_RULE.map((text) => `<p class="rule">${escapeHtml(text)}</p>`).join("\n")}
<div class="scroll claims" tabindex="0" role="region" aria-label="Table of claims"><table>
<thead><tr>${head}</tr></thead>
${claims.map(claimRows).join("\n")}
</table></div>
</section>
`;
}

function claimRows({ number, statement, protocols }: Claim): string {
  const span = Math.max(protocols.length, 1);
  const first = `<td class="number" rowspan="${span}">${number}</td>` +
    `<th scope="row" rowspan="${span}">${escapeHtml(statement)}</th>`;
  const rows = protocols.length === 0
    ? [`${first}<td>–</td>${verdictCell("not tested")}<td colspan="4"></td>`]
    : protocols.map((evidence, i) => (i === 0 ? first : "") + evidenceCells(evidence));
  return `<tbody>\n${rows.map((row) => `<tr>${row}</tr>`).join("\n")}\n</tbody>`;
}

function evidenceCells(evidence: ClaimEvidence): string {
  const { protocol, measure, perSeed, criterion, reason, verdict, why, paper, window } = evidence;
  const detail = (text: string | undefined) =>
    text === undefined || text === "" ? "" : `<div class="detail">${escapeHtml(text)}</div>`;
  const facts = [why, seedsText(perSeed), ...firmness(evidence)].map(detail).join("");
  return [
    `<td>${protocol}</td>`,
    verdictCell(verdict, evidence.controls?.evidence === false ? detail("not evidence") : ""),
    `<td>${escapeHtml(measure)}${detail(window)}</td>`,
    `<td class="evidence">${intervalText(evidence)}${facts}</td>`,
    `<td>${escapeHtml(paper ?? "–")}</td>`,
    `<td>${escapeHtml(criterion)}${detail(reason)}</td>`,
  ].join("");
}

function verdictCell(verdict: Verdict, note = ""): string {
  const [mark, name] = VERDICT_MARK[verdict];
  return `<td class="verdict ${name}"><span aria-hidden="true">${mark}</span> ${verdict}${note}</td>`;
}
