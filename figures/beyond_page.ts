import type { Claim } from "../lib/results/claims.ts";
import { protocols } from "../lib/conditions.ts";
import { analyses, isOf, resultText } from "./beyond.ts";
import type { Analysis } from "./beyond.ts";
import { verdictUnder } from "./claim.ts";
import { escapeMarkdown } from "./parts/escape.ts";
import { panelIds } from "./panels.ts";
import { figureName } from "./parts/figure_name.ts";

/** The text of docs/beyond.md: each analysis with what `claims` found. */
export function beyondPage(claims: readonly Claim[], run: string): string {
  return [
    "# Beyond the paper",
    "",
    "What reviewers of the paper asked, and what trained networks answer. Each analysis reuses them; none " +
    "trains anew. The unit of replication is the network (seed), within it the whole trajectory. " +
    "Criteria were fixed before any result at the paper's size was known.",
    "",
    `The numbers below are those of ${run}. Smaller than the paper, such a run shows that everything`,
    "works and what to look at; it cannot judge the paper. The same page with the pictures is part of every",
    "report (`index.html`, section “Beyond the paper”).",
    "",
    ...analyses.flatMap((analysis) => sectionOf(analysis, claims)),
  ].join("\n");
}

function sectionOf(analysis: Analysis, claims: readonly Claim[]): string[] {
  const { title, question, measure, caution } = analysis;
  const figures = panelIds.filter((id) => isOf(analysis, id));
  const found = claims.filter(({ number }) => number in analysis.claims);
  return [
    `## ${title}`,
    "",
    `**Question.** ${escapeMarkdown(question)}`,
    "",
    `**Measure.** ${escapeMarkdown(measure)} (${figures.map(figureName).join(", ")})`,
    "",
    ...found.flatMap((claim) => [
      `**Claim ${claim.number}.** ${escapeMarkdown(claim.statement)}`,
      "",
      ...protocols.filter((protocol) =>
        claim.protocols.some((evidence) => evidence.protocol === protocol)
      ).map((protocol) =>
        `- _${protocol}_, **${verdictUnder(claim, protocol)}**: ` +
        escapeMarkdown(resultText(claim, protocol))
      ),
      "",
    ]),
    `**Caution.** ${escapeMarkdown(caution)}`,
    "",
  ];
}
