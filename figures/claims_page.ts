import type { Protocol } from "../lib/conditions.ts";
import type { Claim, ClaimEvidence } from "../lib/results/claims.ts";
import { noEvidenceUnder, STANDING_STILL, VERDICT_RULE, verdictUnder } from "./claim.ts";
import { firmness, seedsText } from "./parts/claim_facts.ts";
import { escapeMarkdown } from "./parts/escape.ts";
import { intervalText } from "./parts/number_text.ts";

/** The text of claims.md: a table of verdicts, then the evidence of each claim. */
export function claimsPage(claims: readonly Claim[], summary: string): string {
  const protocols = [...new Set(claims.flatMap((claim) => claim.protocols.map((e) => e.protocol)))];
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# Claims",
    "",
    escapeMarkdown(summary),
    "",
    ...VERDICT_RULE.flatMap((paragraph) => [escapeMarkdown(paragraph), ""]),
    row(["№", "Claim", ...protocols]),
    row(["---:", "---", ...protocols.map(() => "---")]),
    ...claims.map((claim) =>
      row([
        String(claim.number),
        escapeMarkdown(claim.statement),
        ...protocols.map((protocol) => verdictCell(claim, protocol)),
      ])
    ),
    "",
    ...claims.map(claimText),
  ].join("\n");
}

/** "holds; not evidence: standing still gives as much" */
function verdictCell(claim: Claim, protocol: Protocol): string {
  const notes = noEvidenceUnder(claim, protocol).map((note) => `${note}: ${STANDING_STILL}`);
  return [verdictUnder(claim, protocol), ...notes.map(escapeMarkdown)].join("; ");
}

function claimText({ number, statement, protocols }: Claim): string {
  const found = protocols.length === 0 ? ["Not tested."] : protocols.map(evidenceText);
  return [`## ${number}. ${escapeMarkdown(statement)}`, "", found.join("\n"), ""].join("\n");
}

function evidenceText(evidence: ClaimEvidence): string {
  const { protocol, measure, perSeed, criterion, reason, verdict, paper, window } = evidence;
  const { why, finding } = evidence;
  const facts = [
    `${measure}: ${why === undefined ? intervalText(evidence) : `not tested (${why})`}`,
    ...(finding === undefined ? [] : [finding]),
    ...(perSeed.length === 0 ? [] : [seedsText(perSeed)]),
    ...firmness(evidence),
    ...(window === undefined ? [] : [`measured over: ${window}`]),
    ...(paper === undefined ? [] : [`paper: ${paper}`]),
    `criterion: ${criterion} (${reason})`,
  ];
  return [
    `- **${protocol}: ${verdict}**`,
    ...facts.map((fact) => `  - ${escapeMarkdown(fact)}`),
  ].join("\n");
}
