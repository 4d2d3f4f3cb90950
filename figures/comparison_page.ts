import type { ClaimEvidence } from "../lib/results/claims.ts";
import { escapeHtml as escape } from "./parts/escape.ts";
import { mathHtml } from "./parts/math.ts";
import { intervalText, shortNumber } from "./parts/number_text.ts";
import { PAGE_STYLE } from "./parts/page_style.ts";

/** What the page of two runs shows. */
export interface ComparisonPage {
  readonly a: RunHead;
  readonly b: RunHead;
  /** What a reader must know: results that are gone, or of other code. */
  readonly notes: readonly string[];
  readonly parameters: readonly (readonly [path: string, unit: string, a: string, b: string])[];
  /** Those that differ. */
  readonly measures: readonly MeasureRow[];
  /** How many do not. */
  readonly sameMeasures: number;
  readonly claims: readonly {
    readonly number: number;
    readonly statement: string;
    readonly measure: string;
    readonly a: Found;
    readonly b: Found;
  }[];
  /** Those that differ, side by side. */
  readonly figures: readonly {
    readonly name: string;
    /** What is drawn, in a line; "" if the picture says so. */
    readonly summary: string;
    /** Addresses of the pictures. */
    readonly a: string;
    readonly b: string;
  }[];
  readonly sameFigures: readonly string[];
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] };
}

/** A run, and the options that chose it. */
export interface RunHead {
  readonly name: string;
  readonly words: string;
}

/** A measure of both runs, means over as many seeds. */
export interface MeasureRow {
  readonly quantity: string;
  readonly unit: string | null;
  readonly condition: string;
  readonly phase: string;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly interval: readonly [low: number, high: number] | null;
}

type Found = Pick<ClaimEvidence, "verdict" | "mean" | "low" | "high" | "perSeed">;

const STYLE = `
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
.pair img { max-width: 100%; height: auto; }
.pair p { margin: .25rem 0 0; }
section > figure { margin: 1.5rem 0; }
tbody th, tbody td { vertical-align: top; overflow-wrap: normal; }
tbody th { font-weight: normal; }
tbody .words { white-space: normal; min-width: 12rem; }
.run, .differs { font-weight: 600; } code { overflow-wrap: anywhere; }`;

/** The page of two runs side by side; its pictures lie beside it. */
export function comparisonPage(page: ComparisonPage): string {
  const { a, b, notes } = page;
  const title = `${a.name} beside ${b.name}`;
  const head = (letter: string, { name, words }: RunHead): string =>
    `<p><span class="run">${letter}: ${escape(name)}</span> <code>${escape(words)}</code></p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${PAGE_STYLE}${STYLE}</style>
</head>
<body>
<header>
<h1>${escape(title)}</h1>
${head("A", a)}
${head("B", b)}
${notes.map((note) => `<p>${escape(note)}.</p>`).join("\n")}
</header>
<main>
${
    [
      section("Parameters that differ", parametersTable(page)),
      section("Claims", claimsTable(page)),
      section("Measures that differ", measuresTable(page)),
      section("Figures that differ", page.figures.map((each) => pair(each, page)).join("\n")),
      section("What only one has", onlyLists(page)),
    ].join("")
  }</main>
</body>
</html>
`;
}

const section = (heading: string, content: string): string =>
  content === "" ? "" : `<section>\n<h2>${heading}</h2>\n${content}\n</section>\n`;

function table(name: string, columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${escape(column)}</th>`).join("");
  return `<div class="scroll tall" tabindex="0" role="region" aria-label="${name}"><table>
<thead><tr>${head}</tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}

const row = (head: string, cells: readonly string[]): string =>
  `<tr><th scope="row" class="words">${head}</th>${cells.join("")}</tr>`;

const text = (value: string): string => `<td>${escape(value)}</td>`;

const number = (value: number): string => `<td class="number">${shortNumber(value)}</td>`;

function parametersTable({ parameters }: ComparisonPage): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(([path, unit, a, b]) =>
    row(escape(path), [text(a), text(b), text(unit)])
  );
  return table("Parameters", ["Parameter", "A", "B", "Unit"], rows);
}

function claimsTable({ claims }: ComparisonPage): string {
  if (claims.length === 0) return "";
  const tested = claims.filter(({ a, b }) =>
    [a, b].some(({ verdict }) => verdict !== "not tested")
  );
  const changed = tested.filter(({ a, b }) => a.verdict !== b.verdict);
  const untested = claims.length - tested.length;
  const notes = [
    `${changed.length} of ${claims.length} verdicts differ${changed.length > 0 ? ": in bold" : ""}`,
    ...untested > 0 ? [`${untested} could be reached in neither`] : [],
    ...tested.length > 0 ? ["In brackets: Student’s 95 % interval"] : [],
  ];
  const found = (one: Found): string =>
    `${text(one.verdict)}<td class="number">${mathHtml(intervalText(one))}</td>`;
  const rows = tested.map(({ number, statement, measure, a, b }) => {
    const claim = `${number} ${mathHtml(statement)}`;
    const label = a.verdict === b.verdict ? claim : `<span class="differs">${claim}</span>`;
    return row(label, [`<td class="words">${mathHtml(measure)}</td>`, found(a), found(b)]);
  });
  const columns = ["Claim", "Measure", "A", "A: mean", "B", "B: mean"];
  const all = `<p>${notes.join(". ")}.</p>`;
  return rows.length === 0 ? all : `${all}\n${table("Claims", columns, rows)}`;
}

function measuresTable({ measures, sameMeasures }: ComparisonPage): string {
  if (measures.length === 0) return "";
  const rows = measures.map((each) =>
    row(mathHtml(each.quantity), [
      text(each.condition),
      text(each.phase),
      text(each.unit ?? ""),
      number(each.n),
      number(each.a),
      number(each.b),
      number(each.difference),
      each.interval === null
        ? text("")
        : `<td class="number">${each.interval.map(shortNumber).join(" to ")}</td>`,
    ])
  );
  const columns = [
    "Measure",
    "Condition",
    "Phase",
    "Unit",
    "n",
    "A",
    "B",
    "B − A",
    "95 % interval",
  ];
  return `<p>Means over the n seeds that both have, and of the seeds’ differences, with Student’s 95 % ` +
    `interval from three seeds on. ${sameMeasures} other measures are the same.</p>\n` +
    table("Measures", columns, rows);
}

function pair(
  { name, summary, a, b }: ComparisonPage["figures"][number],
  page: ComparisonPage,
): string {
  const side = (letter: string, run: RunHead, source: string): string =>
    `<div><div class="plate"><img src="${escape(source)}" loading="lazy" alt="${
      escape(`${name} of ${run.name}${summary && `: ${summary}`}`)
    }"></div><p class="detail">${letter}: ${escape(run.name)}</p></div>`;
  return `<figure>
<figcaption><h3>${escape(name)}</h3>${summary && `<p>${escape(summary)}</p>`}</figcaption>
<div class="pair">${side("A", page.a, a)}${side("B", page.b, b)}</div>
</figure>`;
}

function onlyLists({ a, b, only, sameFigures }: ComparisonPage): string {
  const list = (heading: string, names: readonly string[]): string =>
    names.length === 0 ? "" : `<details><summary>${escape(heading)} (${names.length})</summary>
<ul>${names.map((name) => `<li>${escape(name)}</li>`).join("\n")}</ul></details>`;
  return [
    list(`Only A, ${a.name}`, only.a),
    list(`Only B, ${b.name}`, only.b),
    list("Figures of both that are the same", sameFigures),
  ].join("\n").trim();
}
