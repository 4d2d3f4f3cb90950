import { mean, standardDeviation } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { numberText } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { raisedName } from "./raised_name.ts";
import { FAINT, FONT_SIZE, INK } from "./style.ts";
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
  /** Rows that stand together below a heading, a cell a column; what follows "^" in it is raised. */
  readonly groups: readonly {
    readonly heading: string;
    readonly rows: readonly (readonly Cell[])[];
  }[];
}

const LEFT = 8;
const GAP = 4;
const TOP = 34;
const LINE_HEIGHT = 12;
const ROW_HEIGHT = 14;
const HEADING_HEIGHT = 19;

/**
 * A table of what was measured as a figure, as wide as its columns. "1.25(9)" is a mean over networks and in
 * units of its last digit the SD (divisor n - 1); a dash: nothing could be measured. Throws if a row has not a
 * cell a column.
 */
export function numberTablePanel(figure: string, { title, columns, groups }: NumberTable): string {
  const lefts = columns.map((_, i) =>
    LEFT + columns.slice(0, i).reduce((sum, { width }) => sum + width + GAP, 0)
  );
  const width = lefts.at(-1)! + columns.at(-1)!.width + LEFT; // a table has a column
  const names = columns.map(({ name, width }) => wrap(name, width));
  const head = TOP + LINE_HEIGHT * Math.max(...names.map(({ length }) => length));
  const description = `Table of what was measured: mean and SD over networks. ${title}.`;
  const rows = groups.reduce(
    (sum, each) => sum + HEADING_HEIGHT + ROW_HEIGHT * each.rows.length,
    0,
  );
  return drawPanel({ figure, title, description }, head + 6 + rows + 12, (document) => {
    const text = (content: string, column: number, y: number, bold = false) => {
      const { decimals, width } = columns[column]!;
      const numeric = decimals !== undefined;
      return element(document, "text", {
        x: lefts[column]! + (numeric ? width : 0),
        y,
        "font-size": FONT_SIZE.note,
        "text-anchor": numeric ? "end" : "start",
        ...(bold ? { "font-weight": "bold" } : {}),
      }, content);
    };
    let y = head + 6;
    const drawn = [rule(document, y, width, INK)];
    for (const { heading, rows } of groups) {
      if (y > head + 6) drawn.push(rule(document, y, width, FAINT));
      drawn.push(raisedName(document, heading, {
        x: LEFT,
        y: y + HEADING_HEIGHT - 5,
        "font-size": FONT_SIZE.note,
        "font-weight": "bold",
      }));
      y += HEADING_HEIGHT;
      for (const row of rows) {
        if (row.length !== columns.length) {
          throw new Error(
            `Cannot draw ${figure}: found ${row.length} cells, expected ${columns.length}`,
          );
        }
        drawn.push(
          ...row.map((cell, i) => text(cellText(cell, columns[i]!), i, y + ROW_HEIGHT - 4)),
        );
        y += ROW_HEIGHT;
      }
    }
    const headers = names.flatMap((lines, i) =>
      lines.map((line, k) => text(line, i, head - LINE_HEIGHT * (lines.length - 1 - k), true))
    );
    return [...headers, ...drawn, rule(document, y + 4, width, INK)];
  }, width);
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
