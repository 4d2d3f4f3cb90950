import { escapeHtml as escape } from "./parts/escape.ts";
import { figureName } from "./parts/figure_name.ts";
import { PANEL_WIDTH, PLATE } from "./parts/style.ts";
import { sizeOf } from "./parts/svg.ts";
import { type PlateId, plates } from "./plates.ts";

/** Where the files of a drawing are: addresses. */
export interface DrawingFiles {
  readonly svgHref: string;
  readonly pngHref: string;
  readonly pdfHref: string;
  /** The action that drew it, as the provenance has it. */
  readonly action?: string;
}

/** One panel, or a figure of one panel, or a table. */
export interface FigureEntry extends DrawingFiles {
  /** "fig1d": the anchor on the page. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** The law of the noise behind it; "" if there was none. */
  readonly noise: string;
  /** The SVG's text, put into the page as it is. */
  readonly svg: string;
}

/** A figure as the page shows it: the panels that there are, in the rows of its plate. */
export interface Sheet {
  /** "fig1" */
  readonly id: string;
  readonly rows: readonly (readonly FigureEntry[])[];
}

/** The figures that panels belong to, in the order of their first panels. */
export function sheetsOf(entries: readonly FigureEntry[]): Sheet[] {
  const byFigure = Map.groupBy(entries, ({ id }) => plateOf(id) ?? id);
  return [...byFigure].map(([id, members]) => {
    const rows: readonly (readonly string[])[] = Object.hasOwn(plates, id)
      ? plates[id as PlateId] // one of its keys
      : [[id]];
    const present = rows.map((row) =>
      row.flatMap((name) => members.find((entry) => entry.id === name) ?? [])
    );
    return { id, rows: present.filter((row) => row.length > 0) };
  });
}

function plateOf(id: string): string | undefined {
  const found = Object.entries(plates).find(([, rows]) => rows.flat().some((name) => name === id));
  return found?.[0];
}

/**
 * The HTML of a figure: its panels as they lie on the plate, each of them an anchor that the page's script
 * lets be enlarged, and their captions below.
 *
 * @param files those of the whole plate, if it has been drawn
 * @param usual the noise that the page states once; another is stated with the caption
 */
export function sheetHtml(
  { id, rows }: Sheet,
  files: DrawingFiles | undefined,
  usual: string,
): string {
  const members = rows.flat().toSorted((a, b) => a.id < b.id ? -1 : 1);
  const captions = members.map((entry) => captionHtml(entry, id, usual)).join("\n");
  const single = members.length === 1 && members[0]!.id === id;
  return `<figure class="sheet"${single ? "" : ` id="${escape(id)}"`}${actionOf(files)}>
<div class="plate">
${rows.map(rowHtml).join("\n")}
</div>
<figcaption>
${files === undefined ? "" : `<p class="files">${escape(figureName(id))}: ${links(files)}</p>\n`}${
    single
      ? captions
      : `<details class="captions" open><summary>Captions</summary>\n${captions}\n</details>`
  }
</figcaption>
</figure>`;
}

/** Panels beside each other, in widths as on the plate; what the row lacks stays empty. */
function rowHtml(row: readonly FigureEntry[]): string {
  const widths = row.map(({ svg }) => sizeOf(svg).width);
  const rest = PLATE.width - widths.reduce((sum, width) => sum + width, 0);
  const columns = [...widths, ...rest > 0 ? [rest] : []].map((width) => `minmax(0, ${width}fr)`);
  return `<div class="row" style="--columns: ${columns.join(" ")}">
${row.map((entry, i) => panelHtml(entry, widths[i]!)).join("\n")}
</div>`;
}

/** A panel as wide as a plate is scrolled on a phone. */
function panelHtml(entry: FigureEntry, width: number): string {
  const { id, title, svg } = entry;
  const name = figureName(id);
  const wide = width > PANEL_WIDTH.half;
  return `<div class="panel${wide ? " wide" : ""}" id="${escape(id)}" style="--width: ${width}"` +
    ` data-title="${escape(`${name}. ${title}`)}"${actionOf(entry)}` +
    `${wide ? ` tabindex="0" role="region" aria-label="${escape(name)}"` : ""}>${svg.trim()}</div>`;
}

/** "a Title. Caption", or "Figure S1. Title. Caption", and the files. */
function captionHtml(entry: FigureEntry, sheet: string, usual: string): string {
  const { id, title, caption, noise } = entry;
  const letter = id.slice(sheet.length);
  const name = letter === "" ? `<b>${escape(figureName(id))}.</b>` : `<b>${escape(letter)}</b>`;
  const text = noise === "" || noise === usual ? caption : `${caption} ${noise}`;
  return `<div class="caption" id="${escape(id)}-caption">
<p>${name} <strong>${escape(title)}.</strong> ${escape(text)}</p>
<p class="files">${links(entry)}</p>
</div>`;
}

const links = ({ svgHref, pngHref, pdfHref }: DrawingFiles): string =>
  [["SVG", svgHref], ["PNG", pngHref], ["PDF", pdfHref]]
    .map(([name, href]) => `<a href="${escape(href!)}">${name}</a>`).join(" ");

const actionOf = (files: DrawingFiles | undefined): string =>
  files?.action === undefined ? "" : ` data-action="${escape(files.action)}"`;
