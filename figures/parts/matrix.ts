import { isDark, rampColour } from "./colour.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { numberText, roundTicks } from "./number_text.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import type { PlotArea } from "./plot.ts";
import { raisedName } from "./raised_name.ts";
import { drawRamp } from "./ramp.ts";
import { FAINT, FONT_SIZE, GREY, INK, PAPER } from "./style.ts";
import { valuesElement } from "./values.ts";

/** One cell of a matrix of numbers; null where nothing was measured. */
export interface MatrixCell {
  readonly value: number | null;
  /** A second number, printed small and marked with a dagger. */
  readonly note?: number;
}

export interface Matrix<Row extends string = string, Column extends string = string> {
  readonly rowsLabel: string;
  readonly columnsLabel: string;
  /** Names; what follows "^" is raised: "U^σ". */
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  cell(row: Row, column: Column): MatrixCell;
  readonly rampLabel: string;
  readonly stops: readonly string[];
  /** The value of the last colour. */
  readonly maximum: number;
  /** What the dagger means. */
  readonly noteText: string;
}

const SIDE = 40;

/** Draws a matrix of coloured cells with the numbers in them. */
export function matrixPanel(head: PanelHead, matrix: Matrix): string {
  const area: PlotArea = {
    left: 54,
    top: 70,
    width: SIDE * matrix.columns.length,
    height: SIDE * matrix.rows.length,
  };
  const cells = matrix.rows.flatMap((row, i) =>
    matrix.columns.map((column, j) => ({ ...matrix.cell(row, column), i, j }))
  );
  const noted = cells.some(({ note }) => note !== undefined);
  return drawPanel(head, area.top + area.height + (noted ? 28 : 12), (document) => [
    ...cells.map(({ i, j, value, note }) =>
      element(
        document,
        "g",
        {
          transform: `translate(${area.left + j * SIDE},${area.top + i * SIDE})`,
          "text-anchor": "middle",
        },
        ...cellContent(document, matrix, value, note),
      )
    ),
    ...matrix.columns.map((name, j) =>
      nameText(document, name, area.left + (j + 0.5) * SIDE, area.top - 8, "middle")
    ),
    ...matrix.rows.map((name, i) =>
      nameText(document, name, area.left - 8, area.top + (i + 0.5) * SIDE + 4, "end")
    ),
    element(document, "text", {
      x: area.left + area.width / 2,
      y: area.top - 28,
      "text-anchor": "middle",
      "font-size": FONT_SIZE.tick,
    }, matrix.columnsLabel),
    element(document, "text", {
      transform: `translate(15,${area.top + area.height / 2}) rotate(-90)`,
      "text-anchor": "middle",
      "font-size": FONT_SIZE.tick,
    }, matrix.rowsLabel),
    drawRamp(document, area, {
      label: matrix.rampLabel,
      stops: matrix.stops,
      domain: [0, matrix.maximum],
      ticks: roundTicks(0, matrix.maximum, 5),
      clipped: cells.some(({ value }) => value !== null && value > matrix.maximum),
    }),
    ...(noted
      ? [element(document, "text", {
        x: area.left,
        y: area.top + area.height + 17,
        "font-size": FONT_SIZE.note,
        fill: GREY,
      }, `† ${matrix.noteText}`)]
      : []),
    ...cells.map(({ i, j, value, note }) =>
      valuesElement(document, {
        name: cellName(matrix, i, j),
        columns: note === undefined ? [matrix.rampLabel] : [matrix.rampLabel, matrix.noteText],
        points: [{
          x: area.left + (j + 0.5) * SIDE,
          y: area.top + (i + 0.5) * SIDE,
          values: [value ?? "not measured", ...(note === undefined ? [] : [note])],
        }],
      })
    ),
  ]);
}

/** "quiescent Rσ, active U" */
function cellName(
  { rowsLabel, columnsLabel, rows, columns }: Matrix,
  i: number,
  j: number,
): string {
  return `${columnsLabel} ${columns[j]!}, ${rowsLabel} ${rows[i]!}`.replaceAll("^", "");
}

function cellContent(
  document: SvgDocument,
  { stops, maximum }: Matrix,
  value: number | null,
  note: number | undefined,
): SvgElement[] {
  const fill = value === null ? PAPER : rampColour(stops, value / maximum);
  const ink = isDark(fill) ? PAPER : INK;
  const text = (content: string, y: number, size: number, colour: string) =>
    element(document, "text", { x: SIDE / 2, y, "font-size": size, fill: colour }, content);
  return [
    element(document, "rect", { width: SIDE, height: SIDE, fill, stroke: PAPER }),
    value === null
      ? text("–", SIDE / 2 + 4, FONT_SIZE.tick, FAINT)
      : text(numberText(value, 2), SIDE / 2 + (note === undefined ? 4 : -1), FONT_SIZE.tick, ink),
    ...(note === undefined ? [] : [text(`${numberText(note, 2)}†`, SIDE / 2 + 12, 8, ink)]),
  ];
}

/** A name whose part after "^" is raised. */
function nameText(
  document: SvgDocument,
  name: string,
  x: number,
  y: number,
  anchor: string,
): SvgElement {
  // A word as wide as a cell is set smaller.
  const size = name.split("^")[0]!.length > 3 ? FONT_SIZE.note : FONT_SIZE.label;
  return raisedName(document, name, { x, y, "text-anchor": anchor, "font-size": size });
}
