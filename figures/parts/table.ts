import {
  differsFromPaper,
  HYPERPARAMETER_COLUMNS,
  type HyperparameterTable,
} from "../hyperparameter_table.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { drawPanel } from "./panel.ts";
import { FAINT, FONT_SIZE, INK } from "./style.ts";
import { wrap } from "./wrap.ts";

const WIDTH = 720;
const TOP = 46;
const LINE_HEIGHT = 12;
const PADDING = 5;

/** Left edge and width of each column, px. */
const PLACES: Readonly<Record<typeof HYPERPARAMETER_COLUMNS[number]["name"], [number, number]>> = {
  Parameter: [8, 236],
  Symbol: [252, 60],
  Value: [320, 96],
  Unit: [424, 52],
  Paper: [484, 88],
  Source: [580, 134],
};

/** A table of hyperparameters as a figure; values that are not the paper's are bold. */
export function tablePanel(figure: string, { title, rows }: HyperparameterTable): string {
  const head = {
    figure,
    title,
    description: `Table of hyperparameters: what ran and what the paper gives. ${title}.`,
  };
  const laidOut = rows.map((row) => {
    const cells = HYPERPARAMETER_COLUMNS.map(({ name, text }) => ({
      left: PLACES[name][0],
      lines: wrap(text(row), PLACES[name][1]),
      bold: name === "Value" && differsFromPaper(row),
    }));
    return {
      cells,
      height: 2 * PADDING + LINE_HEIGHT * Math.max(...cells.map((c) => c.lines.length)),
    };
  });
  const tops: number[] = [];
  let bottom = TOP;
  for (const { height } of laidOut) {
    tops.push(bottom);
    bottom += height;
  }
  return drawPanel(head, bottom + 8, (document) => [
    ...HYPERPARAMETER_COLUMNS.map(({ name }) =>
      cell(document, name, PLACES[name][0], TOP - 8, true)
    ),
    rule(document, TOP, INK),
    ...laidOut.flatMap(({ cells }, i) => [
      ...(i > 0 ? [rule(document, tops[i]!, FAINT)] : []),
      ...cells.flatMap(({ left, lines, bold }) =>
        lines.map((line, k) =>
          cell(document, line, left, tops[i]! + PADDING + LINE_HEIGHT * (k + 1) - 3, bold)
        )
      ),
    ]),
    rule(document, bottom, INK),
  ], WIDTH);
}

function cell(
  document: SvgDocument,
  text: string,
  x: number,
  y: number,
  bold: boolean,
): SvgElement {
  const place = { x, y, "font-size": FONT_SIZE.note };
  return element(document, "text", bold ? { ...place, "font-weight": "bold" } : place, text);
}

function rule(document: SvgDocument, y: number, stroke: string): SvgElement {
  return element(document, "path", { d: `M4,${y}H${WIDTH - 4}`, stroke, "stroke-width": 0.8 });
}
