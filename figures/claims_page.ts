import { verdictUnder } from "./claim.ts";
import type { Claim, ClaimEvidence } from "./claim.ts";
import { escapeMarkdown } from "./parts/escape.ts";
import { intervalText, shortNumber } from "./parts/number_text.ts";

/** The text of claims.md: a table of verdicts, then the evidence of each claim. */
export function claimsPage(claims: readonly Claim[], summary: string): string {
  const protocols = [...new Set(claims.flatMap((claim) => claim.protocols.map((e) => e.protocol)))];
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "# Claims",
    "",
    escapeMarkdown(summary),
    "",
    row(["№", "Claim", ...protocols]),
    row(["---:", "---", ...protocols.map(() => "---")]),
    ...claims.map((claim) =>
      row([
        String(claim.number),
        escapeMarkdown(claim.statement),
        ...protocols.map((protocol) => verdictUnder(claim, protocol)),
      ])
    ),
    "",
    ...claims.map(claimText),
  ].join("\n");
}

function claimText({ number, statement, protocols }: Claim): string {
  const found = protocols.length === 0 ? ["Not tested."] : protocols.map(evidenceText);
  return [`## ${number}. ${escapeMarkdown(statement)}`, "", found.join("\n"), ""].join("\n");
}

function evidenceText(evidence: ClaimEvidence): string {
  const { protocol, measure, perSeed, criterion, reason, verdict, paper, window } = evidence;
  const seeds = perSeed.map(([seed, value]) => `${seed}: ${shortNumber(value)}`).join(", ");
  const facts = [
    `${escapeMarkdown(measure)}: ${escapeMarkdown(intervalText(evidence))}`,
    ...(seeds === "" ? [] : [`by seed: ${seeds}`]),
    ...(window === undefined ? [] : [`measured over: ${escapeMarkdown(window)}`]),
    ...(paper === undefined ? [] : [`paper: ${escapeMarkdown(paper)}`]),
    `criterion: ${escapeMarkdown(criterion)} (${escapeMarkdown(reason)})`,
  ];
  return [`- **${protocol}: ${verdict}**`, ...facts.map((fact) => `  - ${fact}`)].join("\n");
}
