import { mean, standardDeviation } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { numberText } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { raisedName } from "./raised_name.ts";
import { FAINT, FONT_SIZE, INK } from "./style.ts";
import { valuesElement } from "./values.ts";
import { wrap } from "./wrap.ts";

/** A text, or the values of all networks that were measured. */
export type Cell = string | readonly number[];

export interface Column {
  /** What is in it, with its unit. */
  readonly name: string;
  /** px */
  readonly width: number;
  /** Of its numbers; a column of texts has none. */
  readonly decimals?: number;
}

export interface NumberTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
}

/** Rows that stand together below a heading, a cell a column; what follows "^" in it is raised. */
interface Group {
  readonly heading: string;
  readonly rows: readonly (readonly Cell[])[];
}

const LEFT = 8;
const GAP = 4;
const TOP = 34;
const LINE_HEIGHT = 12;
const ROW_HEIGHT = 14;
const HEADING_HEIGHT = 19;

/** A column with where its texts begin, or its numbers end, px. */
interface PlacedColumn extends Column {
  readonly x: number;
}

/**
 * A table of what was measured as a figure, as wide as its columns. "1.25(9)" is a mean over networks and in
 * units of its last digit the SD (divisor n - 1); a dash: nothing could be measured. Throws if a row has not a
 * cell a column.
 */
export function numberTablePanel(figure: string, { title, columns, groups }: NumberTable): string {
  const { placed, width } = place(columns);
  const names = columns.map(({ name, width }) => wrap(name, width));
  const head = TOP + LINE_HEIGHT * Math.max(...names.map(({ length }) => length));
  const tops = groups.reduce(
    (tops, { rows }) => [...tops, tops.at(-1)! + HEADING_HEIGHT + ROW_HEIGHT * rows.length],
    [head + 6],
  );
  const bottom = tops.at(-1)!; // there is one more than groups
  const description = `Table of what was measured: mean and SD over networks. ${title}.`;
  return drawPanel({ figure, title, description }, bottom + 12, (document) => [
    ...placed.flatMap((column, i) =>
      names[i]!.map((line, k, { length }) =>
        text(document, column, head - LINE_HEIGHT * (length - 1 - k), line, {
          "font-weight": "bold",
        })
      )
    ),
    rule(document, head + 6, width, INK),
    ...groups.flatMap((group, i) => [
      ...(i > 0 ? [rule(document, tops[i]!, width, FAINT)] : []),
      ...drawGroup(document, group, placed, tops[i]!),
    ]),
    rule(document, bottom + 4, width, INK),
  ], width);
}

function place(columns: readonly Column[]): { placed: PlacedColumn[]; width: number } {
  let left = LEFT;
  const placed = columns.map((column) => {
    const x = left + (column.decimals === undefined ? 0 : column.width);
    left += column.width + GAP;
    return { ...column, x };
  });
  return { placed, width: left - GAP + LEFT };
}

function drawGroup(
  document: SvgDocument,
  { heading, rows }: Group,
  columns: readonly PlacedColumn[],
  top: number,
): SvgElement[] {
  const style = { "font-size": FONT_SIZE.note, "font-weight": "bold" };
  const cells = rows.flatMap((row, i) => {
    if (row.length !== columns.length) {
      throw new Error(
        `Cannot draw "${heading}": found ${row.length} cells, expected ${columns.length}`,
      );
    }
    const y = top + HEADING_HEIGHT + ROW_HEIGHT * (i + 1) - 4;
    return row.map((cell, j) => ({ cell, column: columns[j]!, y, row: row[0]! }));
  });
  return [
    raisedName(document, heading, { x: LEFT, y: top + HEADING_HEIGHT - 5, ...style }),
    ...cells.map(({ cell, column, y }) => text(document, column, y, cellText(cell, column))),
    valuesElement(document, {
      name: heading.replace("^", ""),
      columns: ["", "quantity", "mean", "SD"],
      points: cells.flatMap(({ cell, column, y, row }) => {
        if (typeof cell === "string" || cell.length === 0) return [];
        const sd = cell.length === 1 ? "" : standardDeviation(cell, 1);
        const values = [typeof row === "string" ? row : "", column.name, mean(cell), sd];
        return [{ x: column.x - 16, y: y - 4, values }];
      }),
    }),
  ];
}

function text(
  document: SvgDocument,
  { x, decimals }: PlacedColumn,
  y: number,
  content: string,
  style: Readonly<Record<string, string>> = {},
): SvgElement {
  const anchor = decimals === undefined ? "start" : "end";
  const place = { x, y, "font-size": FONT_SIZE.note, "text-anchor": anchor };
  return element(document, "text", { ...place, ...style }, content);
}

/** "0.21", "0.21(2)" of several networks, "–" of none. */
function cellText(cell: Cell, { decimals = 0 }: Column): string {
  if (typeof cell === "string") return cell;
  if (cell.length === 0) return "–";
  const middle = numberText(mean(cell), decimals);
  if (cell.length === 1) return middle;
  return `${middle}(${Math.round(standardDeviation(cell, 1) * 10 ** decimals)})`;
}

function rule(document: SvgDocument, y: number, width: number, stroke: string): SvgElement {
  return element(document, "path", { d: `M4,${y}H${width - 4}`, stroke, "stroke-width": 0.8 });
}
