import type { Protocol } from "../../lib/conditions.ts";
import type { Claim, Verdict } from "../../lib/results/claims.ts";
import { verdicts } from "../../lib/results/claims.ts";
import { verdictUnder } from "../claim.ts";
import { escapeHtml as escape } from "./escape.ts";

/** What a report says of itself. */
export interface About {
  /** "quick"; "quick+1a2b3c4d" if it was changed. */
  readonly profile: string;
  readonly protocol: Protocol;
  readonly seeds: readonly number[];
  /** The days, "2026-11-25", of the first and the last of the figures and verdicts. */
  readonly computed: readonly [first: string, last: string] | undefined;
  readonly sizes: readonly Size[];
  readonly commit: string | undefined;
}

export interface Size {
  /** "training batches" */
  readonly what: string;
  readonly here: number;
  readonly paper: number;
}

const PAPER = "https://openreview.net/forum?id=RVrINT6MT7";
const THEIR_CODE = "https://github.com/nandahkrishna/RNNReactivation";

/** What the names and colours of the figures stand for. */
const LEGEND: readonly (readonly [term: string, meaning: string])[] = [
  ["U, B", "networks trained on unbiased walks, and on walks that drift to the centre of the box"],
  ["R", "random networks, not trained"],
  ["σ", "trained with noise; without it, trained without"],
  ["a, q", "active (with input) and quiescent (input off)"],
  ["NT, DT", "trained noisy and trained deterministic, that is without noise (Fig. C.4)"],
];

/**
 * The head of the page: what this is, what was run, and how the claims fared. `noise`: a sentence on that
 * of most figures; "" if none has any.
 */
export function aboutSection(
  title: string,
  about: About,
  claims: readonly Claim[],
  noise: string,
): string {
  return `<header>
<h1>${escape(title)}</h1>
<p>A replication of N. H. Krishna, C. Bredenberg, D. Levenstein, B. A. Richards and G. Lajoie,
<a href="${PAPER}"><cite>Sufficient conditions for offline reactivation in recurrent neural networks</cite></a>,
ICLR 2024 (<a href="${THEIR_CODE}">the authors’ code</a>). ${made(about)}</p>
<p><strong>${escape(worth(about))}</strong></p>
${
    noise === ""
      ? ""
      : `<p id="noise">${escape(noise)} Captions name it where it is another.</p>\n`
  }${sizeTable(about)}
${glance(about, claims)}<details><summary>Names and colours</summary>
<dl class="legend">${
    LEGEND.map(([term, meaning]) => `<dt>${escape(term)}</dt><dd>${escape(meaning)}</dd>`).join(
      "\n",
    )
  }
<dt><span class="active">blue</span>, <span class="quiescent">red</span></dt><dd>active and quiescent</dd></dl>
</details>
</header>`;
}

function made({ profile, protocol, computed, commit }: About): string {
  const command = `deno task reproduce --profile ${profile}` +
    (protocol === "released" ? "" : ` --protocol ${protocol}`);
  const [first, last] = computed ?? [];
  const days = first === undefined
    ? ""
    : first === last
    ? ` on ${first}`
    : ` from ${first} to ${last}`;
  const version = commit === undefined
    ? ""
    : `, at commit <code>${escape(commit.slice(0, 12))}</code>`;
  const by = profile.includes("+") ? `profile ${profile}` : command;
  return `Made by <code>${escape(by)}</code>${version}; computed${days}.`;
}

/** Whether a run is too small to judge the paper. */
export function isSmaller({ sizes }: About): boolean {
  return sizes.some(({ here, paper }) => here < paper);
}

/** What can be concluded from a run of these sizes. */
function worth(about: About): string {
  const { protocol, seeds } = about;
  const noise = protocol === "released"
    ? "with the noise of the authors’ code"
    : "with the noise of the paper’s equations";
  const ran = `Seed${seeds.length === 1 ? "" : "s"} ${seeds.join(", ")}, ${noise}.`;
  if (isSmaller(about)) {
    return `${ran} Smaller than the paper: it shows that everything runs, and cannot judge the paper.`;
  }
  return `${ran} The paper’s sizes.`;
}

function sizeTable({ sizes }: About): string {
  const rows = sizes.map(({ what, here, paper }) =>
    `<tr${here === paper ? "" : ' class="differs"'}><th scope="row">${escape(what)}</th>` +
    `<td class="number">${here}</td><td class="number">${paper}</td></tr>`
  );
  return `<table class="sizes"><thead><tr><th scope="col">Size</th><th scope="col">here</th>` +
    `<th scope="col">paper</th></tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}

const FARED: Readonly<Record<Verdict, readonly [one: string, more: string]>> = {
  "holds": ["holds", "hold"],
  "does not hold": ["does not hold", "do not hold"],
  "undecided": ["is undecided", "are undecided"],
  "not tested": ["is not tested", "are not tested"],
};

/** What so many claims do: "hold", of one "holds". */
export function countText(count: number, verdict: Verdict): string {
  return FARED[verdict][count === 1 ? 0 : 1];
}

/** How many claims hold, and which. */
function glance({ protocol }: About, claims: readonly Claim[]): string {
  if (claims.length === 0) return "";
  const by = Map.groupBy(claims, (claim) => verdictUnder(claim, protocol));
  const items = verdicts.toReversed().flatMap((verdict) => {
    const found = by.get(verdict) ?? [];
    if (found.length === 0) return [];
    const links = found.map(({ number, statement }) =>
      `<a href="#claim-${number}" title="${escape(statement)}">${number}</a>`
    );
    return `<li><strong>${found.length}</strong> ${countText(found.length, verdict)}: ${
      links.join(" ")
    }</li>`;
  });
  return `<p>Of ${claims.length} claims:</p>
<ul class="glance">${items.join("\n")}</ul>
`;
}
