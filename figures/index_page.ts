import type { Claim } from "../lib/results/claims.ts";
import { articleSections } from "./article.ts";
import type { ArticleSection } from "./article.ts";
import type { Article } from "./article_facts.ts";
import { beyondSection, isBeyond } from "./beyond_section.ts";
import { explorerSection } from "./explorer.ts";
import type { Explorer } from "./explorer.ts";
import { hyperparameterTable } from "./hyperparameter_table.ts";
import type { HyperparameterTable } from "./hyperparameter_table.ts";
import { labSection } from "./lab.ts";
import type { LabNetwork } from "./lab.ts";
import { aboutSection } from "./parts/about.ts";
import type { About } from "./parts/about.ts";
import { claimsSection } from "./parts/claims_section.ts";
import { ARTICLE_STYLE } from "./parts/article_style.ts";
import { escapeHtml as escape } from "./parts/escape.ts";
import { figureName } from "./parts/figure_name.ts";
import { LAB_STYLE } from "./parts/lab_style.ts";
import { PAGE_STYLE } from "./parts/page_style.ts";
import { stageTable } from "./parts/stage_graph.ts";
import { embeddedJson, origins } from "./provenance.ts";
import type { ProvenanceRecord } from "./provenance.ts";
import { sheetHtml, sheetsOf } from "./sheet.ts";
import type { DrawingFiles, FigureEntry, Sheet } from "./sheet.ts";

/** What stands above the figures. */
export interface PageHeader {
  readonly title: string;
  readonly about: About;
}

/** What a report has beside its figures and claims. */
export interface ReportParts {
  /** Makes the page interactive: figures/report/browser/, bundled. */
  readonly script: string;
  /** What the text says of the run, beside its claims. */
  readonly article: Article;
  /** The files of figures of several panels, by name: "fig1". */
  readonly plates: ReadonlyMap<string, DrawingFiles>;
  readonly explorer?: Explorer | undefined;
  /** Networks that run in the page. */
  readonly lab: readonly LabNetwork[];
  readonly tables: readonly HyperparameterTable[];
  /** Each after what it needs. */
  readonly provenance: readonly ProvenanceRecord[];
  /** What `stageGraph` drew of the provenance. */
  readonly stageGraph: string;
  /** Reports of other protocols and profiles: name, address. */
  readonly others: readonly (readonly [name: string, href: string])[];
}

/**
 * A page with all figures and claims, self-contained: SVGs, script and data inline, nothing fetched but
 * the linked files. The text comes first, with figures in the paper's order where it speaks of them, then
 * claims, our analyses, and what all that rests on. Throws if an id occurs twice, for clip paths of one
 * figure would then cut another.
 */
export function indexPage(
  entries: readonly FigureEntry[],
  header: PageHeader,
  claims: readonly Claim[] = [],
  parts?: ReportParts,
): string {
  refuseRepeatedIds(entries);
  const noise = mostCommon(entries.flatMap(({ noise }) => noise || []));
  const draw = (sheet: Sheet) => sheetHtml(sheet, parts?.plates.get(sheet.id), noise);
  const sections = groups(entries);
  const plates = sections.filter(({ number }) => number !== TABLES);
  const tables = sections.filter(({ number }) => number === TABLES);
  const beyond = new Map(
    sheetsOf(entries.filter(({ id }) => isBeyond(id))).map((sheet) => [sheet.id, draw(sheet)]),
  );
  const rests = [
    labSection(parts?.lab ?? []),
    claims.length === 0 ? "" : claimsSection(claims),
    beyondSection(header.about.protocol, claims, beyond),
    ...tables.map((each) => section(each, draw)),
    parametersSection(parts?.tables ?? []),
    parts?.explorer === undefined ? "" : explorerSection(parts.explorer),
    parts === undefined ? "" : stagesSection(parts),
  ].filter((each) => each !== "").join("\n");
  const figures = new Map(plates.map((each) => [each.number, section(each, draw)]));
  const text = parts === undefined ? [] : articleSections(parts.article, {
    about: header.about,
    claims,
    figures,
    has: (id) => entries.some((entry) => entry.id === id) || hasSection(rests, id),
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="run" content="${escape(header.about.profile)}">
<meta name="protocol" content="${escape(header.about.protocol)}">
<title>${escape(header.title)}</title>
<style>${PAGE_STYLE}${ARTICLE_STYLE}${LAB_STYLE}</style>
</head>
<body>
<a class="top" href="#top" aria-label="Back to the top">↑</a>
<div id="top">${aboutSection(header.title, header.about, claims, noise)}</div>
${others(parts?.others ?? [])}<nav aria-label="Contents" class="contents">
${[linksTo(text), sectionLinks(rests), ...plates.map(links), ...tables.map(links)].join("\n")}
</nav>
<main>
${articleHtml(text, figures)}
${rests}
</main>
${parts === undefined ? "" : `<script>\n${parts.script}</script>\n`}</body>
</html>
`;
}

/** Links to the same report of another protocol or profile. */
function others(reports: ReportParts["others"]): string {
  if (reports.length === 0) return "";
  const each = reports.map(([name, href]) => `<a href="${escape(href)}">${escape(name)}</a>`);
  return `<nav aria-label="Other reports"><p>Other reports: ${each.join(" ")}</p></nav>\n`;
}

/** The sections that the contents name, if the page has them. */
const NAMED = [
  ["laboratory", "Laboratory"],
  ["claims", "Claims"],
  ["beyond", "Beyond the paper"],
  ["parameters", "Parameters"],
  ["explore", "Through time"],
  ["stages", "Stages"],
] as const;

const hasSection = (html: string, id: string) => html.includes(`<section id="${id}"`);

function sectionLinks(html: string): string {
  return linksTo(NAMED.flatMap(([id, name]) => hasSection(html, id) ? [{ id, name }] : []));
}

function linksTo(places: readonly { readonly id: string; readonly name: string }[]): string {
  const links = places.map(({ id, name }) => `<a href="#${id}">${name}</a>`);
  return links.length === 0 ? "" : `<p>${links.join(" ")}</p>`;
}

/** The text with the figures in it; without a text, the figures. */
function articleHtml(
  text: readonly ArticleSection[],
  figures: ReadonlyMap<string, string>,
): string {
  if (text.length === 0) return [...figures.values()].join("\n");
  return `<div class="article">\n${text.map(({ html }) => html).join("\n")}\n</div>`;
}

function parametersSection(tables: readonly HyperparameterTable[]): string {
  if (tables.length === 0) return "";
  return `<section id="parameters" aria-labelledby="parameters-title">
<h2 id="parameters-title">Parameters</h2>
<div class="scroll tall" tabindex="0" role="region" aria-label="Tables of parameters">${
    tables.map((table) => hyperparameterTable(table).html).join("\n")
  }</div>
</section>`;
}

function stagesSection({ provenance, stageGraph }: ReportParts): string {
  if (provenance.length === 0) return "";
  return `<section id="stages" aria-labelledby="stages-title">
<h2 id="stages-title">Stages</h2>
<p>What ran for this report, from the first random numbers to the figures. “Provenance”, of a figure
or of a panel once it is enlarged, follows it to the root. Of these results: ${
    escape(origins(provenance))
  }.</p>
<div class="scroll tall" tabindex="0" role="region" aria-label="Graph of the stages">${stageGraph}</div>
<details><summary>The same as a table</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Table of the stages">${
    stageTable(provenance)
  }</div></details>
${embeddedJson("provenance", provenance)}</section>`;
}

/** The first of those that occur most often; "" of none. */
function mostCommon(all: readonly string[]): string {
  const counts = [...Map.groupBy(all, (each) => each)].sort(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? "";
}

function refuseRepeatedIds(entries: readonly FigureEntry[]): void {
  const seen = new Set<string>();
  for (const { id, svg } of entries) {
    const inside = Array.from(svg.matchAll(/\sid="([^"]+)"/g), (match) => match[1]!);
    for (const each of [id, ...inside]) {
      if (seen.has(each)) throw new Error(`Cannot make the page: id "${each}" occurs twice`);
      seen.add(each);
    }
  }
}

/** What begins the names of the figures of a section, in the order of the page. */
const SECTIONS = ["1", "2", "3", "C.1", "C.2", "C.3", "C.4", "C.5", "S", "A"] as const;

const TABLES = "A";

interface Section {
  readonly number: string;
  readonly name: string;
  readonly members: readonly FigureEntry[];
}

/** Figures by the number they belong to, each section's in the order given. */
function groups(entries: readonly FigureEntry[]): Section[] {
  const found = SECTIONS.map((number) => ({
    number,
    name: number === TABLES ? "Tables A" : number === "S" ? "Figure S1 (ours)" : `Figure ${number}`,
    members: entries.filter(({ id }) => sectionOf(id) === number && !isBeyond(id)),
  }));
  return found.filter(({ members }) => members.length > 0);
}

function sectionOf(id: string): typeof SECTIONS[number] {
  const [, number] = figureName(id).split(" ");
  const name = SECTIONS.find((each) => number?.startsWith(each));
  if (name === undefined) throw new Error(`Cannot make the page: no section has figure "${id}"`);
  return name;
}

function links({ name, members }: Section): string {
  const each = members.map(({ id, title }) => {
    const letter = figureName(id).replace(name, "").split(" ").at(-1)!;
    return `<a href="#${escape(id)}" title="${escape(title)}">${escape(letter)}</a>`;
  });
  return `<p>${escape(name)} ${each.join(" ")}</p>`;
}

function section({ name, members }: Section, draw: (sheet: Sheet) => string): string {
  return `<section aria-label="${escape(name)}">
<h2>${escape(name)}</h2>
<div class="figures">
${sheetsOf(members).map(draw).join("\n")}
</div>
</section>`;
}
