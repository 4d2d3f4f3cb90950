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
  /** What the dagger means, if a cell has one. */
  readonly noteText?: string;
  /** The columns from this one on stand a little apart. */
  readonly apart?: number;
}

const SIDE = 40;
/** px */
const APART = 6;

/** Draws a matrix of coloured cells with the numbers in them. */
export function matrixPanel(head: PanelHead, matrix: Matrix): string {
  const place = { left: 54, top: 70, side: SIDE };
  const bottom = place.top + SIDE * matrix.rows.length;
  return drawPanel(
    head,
    bottom + (hasNotes(matrix) ? 28 : 12),
    (document) => drawMatrix(document, matrix, place),
  );
}

/** Where the cells of a matrix are, in px of the panel, and how wide they are. */
export interface MatrixPlace {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A matrix with its names and its colours, within a panel. */
export function drawMatrix(
  document: SvgDocument,
  matrix: Matrix,
  { left, top, side }: MatrixPlace,
): SvgElement[] {
  const { rows, columns, apart = columns.length } = matrix;
  const xOf = (j: number): number => left + j * side + (j < apart ? 0 : APART);
  const width = xOf(columns.length - 1) + side - left, height = side * rows.length;
  const area: PlotArea = { left, top, width, height };
  const cells = rows.flatMap((row, i) =>
    columns.map((column, j) => ({ ...matrix.cell(row, column), i, j }))
  );
  return [
    ...cells.map((cell) =>
      element(
        document,
        "g",
        {
          transform: `translate(${xOf(cell.j)},${top + cell.i * side})`,
          "text-anchor": "middle",
        },
        ...cellContent(document, matrix, side, cell),
      )
    ),
    ...columns.map((name, j) => nameText(document, name, xOf(j) + side / 2, top - 8, "middle")),
    ...rows.map((name, i) => nameText(document, name, left - 8, top + (i + 0.5) * side + 4, "end")),
    element(document, "text", {
      x: left + side * apart / 2,
      y: top - 28,
      "text-anchor": "middle",
      "font-size": FONT_SIZE.tick,
    }, matrix.columnsLabel),
    element(document, "text", {
      transform: `translate(${left - 39},${top + height / 2}) rotate(-90)`,
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
    ...(hasNotes(matrix)
      ? [element(document, "text", {
        x: left,
        y: top + height + 17,
        "font-size": FONT_SIZE.note,
        fill: GREY,
      }, `† ${matrix.noteText}`)]
      : []),
    ...cells.map(({ i, j, value, note }) =>
      valuesElement(document, {
        name: cellName(matrix, i, j),
        columns: [matrix.rampLabel, ...(note === undefined ? [] : [matrix.noteText!])],
        points: [{
          x: xOf(j) + side / 2,
          y: top + (i + 0.5) * side,
          values: [value ?? "not measured", ...(note === undefined ? [] : [note])],
        }],
      })
    ),
  ];
}

function hasNotes(matrix: Matrix): boolean {
  return matrix.rows.some((row) =>
    matrix.columns.some((column) => matrix.cell(row, column).note !== undefined)
  );
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
  side: number,
  { value, note }: MatrixCell,
): SvgElement[] {
  const fill = value === null ? PAPER : rampColour(stops, value / maximum);
  const ink = isDark(fill) ? PAPER : INK;
  const text = (content: string, y: number, size: number, colour: string) =>
    element(document, "text", { x: side / 2, y, "font-size": size, fill: colour }, content);
  const size = side < SIDE ? FONT_SIZE.note : FONT_SIZE.tick;
  return [
    element(document, "rect", { width: side, height: side, fill, stroke: PAPER }),
    value === null
      ? text("–", side / 2 + 4, size, FAINT)
      : text(numberText(value, 2), side / 2 + (note === undefined ? 4 : -2), size, ink),
    ...(note === undefined
      ? []
      : [text(`${numberText(note, 2)}†`, side / 2 + 12, FONT_SIZE.note, ink)]),
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
