import type { Protocol } from "../lib/conditions.ts";
import type { Claim } from "../lib/results/claims.ts";
import { analyses, isOf, resultText } from "./beyond.ts";
import type { Analysis } from "./beyond.ts";
import { escapeHtml as escape } from "./parts/escape.ts";
import { mathHtml } from "./parts/math.ts";

/** Whether a figure belongs to an analysis beyond the paper. */
export function isBeyond(id: string): boolean {
  return analyses.some((analysis) => isOf(analysis, id));
}

/**
 * The section on what goes beyond the paper: each analysis that has a figure or a verdict, with what was
 * found under the page's protocol.
 *
 * @param figures the HTML of each figure by its id: "figS2"
 */
export function beyondSection(
  protocol: Protocol,
  claims: readonly Claim[],
  figures: ReadonlyMap<string, string>,
): string {
  const parts = analyses.flatMap((analysis) => {
    const own = [...figures].flatMap(([id, html]) => isOf(analysis, id) ? [html] : []);
    const found = claims.filter(({ number, protocols }) =>
      number in analysis.claims && protocols.some((evidence) => evidence.protocol === protocol)
    );
    if (own.length === 0 && found.length === 0) return [];
    return [analysisPart(analysis, own, found, protocol)];
  });
  if (parts.length === 0) return "";
  return `<section id="beyond" aria-labelledby="beyond-title">
<h2 id="beyond-title">Beyond the paper</h2>
<p>What reviewers of the paper asked, and what trained networks answer; none was trained anew for it.</p>
${parts.join("\n")}
</section>
`;
}

function analysisPart(
  analysis: Analysis,
  figures: readonly string[],
  claims: readonly Claim[],
  protocol: Protocol,
): string {
  const { title, question, measure, caution } = analysis;
  const results = claims.map((claim) =>
    `<li><a href="#claim-${claim.number}">Claim ${claim.number}</a>: ${
      mathHtml(resultText(claim, protocol))
    }</li>`
  );
  return `<article class="analysis">
<h3>${escape(title)}</h3>
<p>${escape(question)}</p>
<p>${escape(measure)}</p>
${results.length === 0 ? "" : `<ul>${results.join("\n")}</ul>`}
<p class="caution">${escape(caution)}</p>
<div class="figures">
${figures.join("\n")}
</div>
</article>`;
}
