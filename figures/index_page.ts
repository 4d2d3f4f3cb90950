/** One figure of the page. */
export interface FigureEntry {
  /** "fig1d": the anchor of the figure on the page. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** The SVG's text, put into the page as it is. */
  readonly svg: string;
  /** The numbers behind the figure. */
  readonly numbers: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  };
  readonly pngHref: string;
  readonly svgHref: string;
}

/** What stands above the figures. */
export interface PageHeader {
  readonly title: string;
  /** One paragraph: what ran. */
  readonly summary: string;
}

/**
 * A page with all figures, self-contained: SVGs inline, no scripts, nothing fetched but the linked
 * files. Throws if an id occurs twice, for clip paths of one figure would then cut another.
 */
export function indexPage(entries: readonly FigureEntry[], header: PageHeader): string {
  refuseRepeatedIds(entries);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(header.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escape(header.title)}</h1>
<p>${escape(header.summary)}</p>
</header>
<nav aria-label="Figures">${entries.map(link).join("\n")}</nav>
<main>
${groups(entries).map(([name, members]) => section(name, members)).join("\n")}
</main>
</body>
</html>
`;
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

/** Figures by the number they belong to, in the order given: "fig1d" and "fig1e" to "Figure 1". */
function groups(entries: readonly FigureEntry[]): [string, FigureEntry[]][] {
  const found = new Map<string, FigureEntry[]>();
  for (const entry of entries) {
    const name = figureName(entry.id).replace(/[a-z]$/, "");
    found.set(name, [...found.get(name) ?? [], entry]);
  }
  return [...found];
}

/** "Figure 1d" of "fig1d". */
function figureName(id: string): string {
  return id.replace(/^fig/, "Figure ");
}

function link({ id, title }: FigureEntry): string {
  return `<a href="#${escape(id)}" title="${escape(title)}">${
    escape(figureName(id).replace("Figure ", ""))
  }</a>`;
}

function section(name: string, entries: readonly FigureEntry[]): string {
  return `<section aria-label="${escape(name)}">
<h2>${escape(name)}</h2>
<div class="figures">
${entries.map(figure).join("\n")}
</div>
</section>`;
}

function figure(entry: FigureEntry): string {
  const { id, title, caption, svg, pngHref, svgHref } = entry;
  return `<figure id="${escape(id)}">
<div class="plate">${svg.trim()}</div>
<figcaption>
<h3>${escape(figureName(id))}. ${escape(title)}</h3>
<p>${escape(caption)}</p>
<p class="files"><a href="${escape(svgHref)}">SVG</a> <a href="${escape(pngHref)}">PNG</a></p>
${numbersTable(entry)}
</figcaption>
</figure>`;
}

function numbersTable({ numbers: { columns, rows } }: FigureEntry): string {
  if (rows.length === 0) return "";
  const head = columns.map((column) => `<th scope="col">${escape(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(tableCell).join("")}</tr>`).join("\n");
  return `<details>
<summary>The numbers behind it</summary>
<div class="scroll"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>
</details>`;
}

function tableCell(value: string | number | null): string {
  if (typeof value === "string") return `<td>${escape(value)}</td>`;
  return `<td class="number">${value === null ? "–" : shortNumber(value)}</td>`;
}

/** At most 5 significant digits; whole numbers in full. */
function shortNumber(value: number): string {
  const text = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
  return text.replaceAll("-", "−");
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

// The colours of the figures are made for white paper, so in the dark they stay on a white plate.
const STYLE = `
:root {
  --ground: #fbfbfa; --ink: #1a1a1a; --soft: #5c5c5c; --line: #d9d9d6; --plate: #ffffff; --link: #0b6483;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #17181a; --ink: #e8e8e6; --soft: #a9a9a6; --line: #3a3b3e; --plate: #f4f4f2; --link: #7ccbe0; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.25rem 4rem; background: var(--ground);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 1rem; font-size: 1.3rem; border-bottom: 1px solid var(--line); }
h3 { margin: .75rem 0 .25rem; font-size: 1rem; }
header p { max-width: 46rem; color: var(--soft); }
a { color: var(--link); }
nav { display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
.figures { display: grid; gap: 2rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); }
figure { margin: 0; scroll-margin-top: 1rem; min-width: 0; }
.plate { background: var(--plate); border: 1px solid var(--line); border-radius: 6px; padding: .75rem;
  display: grid; place-items: center; }
.plate svg { display: block; width: 100%; max-width: 380px; height: auto; mix-blend-mode: multiply; }
figcaption p { margin: .25rem 0; font-size: .875rem; color: var(--soft); }
.files a { margin-right: .5rem; }
details { font-size: .85rem; margin-top: .5rem; }
summary { cursor: pointer; }
.scroll { overflow: auto; max-height: 22rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .6rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { position: sticky; top: 0; background: var(--ground); }
td.number { text-align: right; }
@media print { details { display: none; } figure { break-inside: avoid; } }
`;
