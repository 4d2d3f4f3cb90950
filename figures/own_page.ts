import { escapeHtml as escape } from "./parts/escape.ts";
import { PAGE_STYLE } from "./parts/page_style.ts";

/** What the page of an experiment of the user's own shows. */
export interface OwnPage {
  /** "noise_sweep", or what the experiment calls itself. */
  readonly title: string;
  /** What it was built on, by name. */
  readonly builtOn: string;
  /** Address of what says how each file came about. */
  readonly records: string;
  /** "quick+1a2b3c4d" */
  readonly name: string;
  readonly seeds: readonly number[];
  readonly results: readonly OwnResult[];
}

/** What one of the actions has given that the experiment was run for. */
export interface OwnResult {
  readonly action: string;
  /** What its stage does, in a line. */
  readonly summary: string;
  readonly files: readonly (readonly [format: string, href: string])[];
  /** Those of its JSON and CSV files, by name; null where one is missing. */
  readonly numbers: readonly (readonly [name: string, value: number | null])[];
}

/** A page with the figures and numbers of an own experiment; the files lie beside it. */
export function ownPage({ title, builtOn, records, name, seeds, results }: OwnPage): string {
  const figures = results.filter(({ files }) => pictureOf(files) !== undefined);
  const rows = results.flatMap(({ action, numbers }) =>
    numbers.map(([measure, value]) =>
      `<tr><th scope="row">${escape(action)}</th><td>${escape(measure)}</td>` +
      `<td class="number">${value === null ? "–" : Number(value.toPrecision(6))}</td></tr>`
    )
  );
  const files = results.filter((result) => !figures.includes(result)).map((result) =>
    `<li>${escape(result.action)}: ${escape(result.summary)} ${links(result.files)}</li>`
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="run" content="${escape(name)}">
<title>${escape(title)}</title>
<style>${PAGE_STYLE}
.plate img { max-width: 100%; height: auto; }</style>
</head>
<body>
<header>
<h1>${escape(title)}</h1>
<p>An experiment built on ${escape(builtOn)}. Configuration ${escape(name)}, seed${
    seeds.length === 1 ? "" : "s"
  } ${seeds.join(", ")}. <a href="${escape(records)}">What made each file</a>.</p>
</header>
<main>
${
    section(
      "Figures",
      figures.length === 0 ? "" : `<div>\n${figures.map(figure).join("\n")}\n</div>`,
    )
  }${section("Numbers", rows.length === 0 ? "" : table(rows))}${
    section("Files", files.length === 0 ? "" : `<ul>\n${files.join("\n")}\n</ul>`)
  }</main>
</body>
</html>
`;
}

const section = (heading: string, content: string): string =>
  content === "" ? "" : `<section>\n<h2>${heading}</h2>\n${content}\n</section>\n`;

const table = (rows: readonly string[]): string =>
  `<div class="scroll tall" tabindex="0" role="region" aria-label="Numbers"><table>
<thead><tr><th scope="col">Action</th><th scope="col">Measure</th><th scope="col">Value</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;

function figure({ action, summary, files }: OwnResult): string {
  const [, source] = pictureOf(files)!; // figures have one
  return `<figure>
<div class="plate"><img src="${escape(source)}" alt="${escape(`${action}: ${summary}`)}"></div>
<figcaption><h3>${escape(action)}</h3><p>${escape(summary)}</p>
<p class="files">${links(files)}</p></figcaption>
</figure>`;
}

const pictureOf = (files: OwnResult["files"]) =>
  files.find(([format]) => format === "svg") ?? files.find(([format]) => format === "png");

const links = (files: OwnResult["files"]): string =>
  files.map(([format, href]) => `<a href="${escape(href)}">${escape(format.toUpperCase())}</a>`)
    .join(" ");
