import * as Plot from "@observablehq/plot";
import type { NdArray } from "../../lib/array.ts";
import { rampColour } from "./colour.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { axisMarks, boxAxes, wallMarks } from "./map_axes.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { plot, type PlotArea, squareArea } from "./plot.ts";
import { FONT_SIZE, INK, PANEL_WIDTH, PAPER, type Phase, PHASE_SHADES } from "./style.ts";
import { everyUpTo, tracksElement } from "./values.ts";

export interface TrajectoriesParameters {
  /** Draws every n-th trajectory, from the first. */
  readonly every: number;
  /** Draws the first `steps` of each; all unless given. */
  readonly steps?: number | undefined;
  /** Half the width of the box, m. */
  readonly boxHalfWidth: number;
}

/** Radius of the ring at a start, px. */
const START = 2.8;

/** Decoded trajectories (`decoded`, [n, T, 2], m) in the box: a ring at the start, a triangle at the end. */
export function trajectoriesPanel(
  head: PanelHead,
  phase: Phase,
  decoded: NdArray,
  { every, steps, boxHalfWidth }: TrajectoriesParameters,
  width: number = PANEL_WIDTH.quarter,
): string {
  const area = squareArea(width);
  const { lines, starts, ends, trajectories, last } = selectTrajectories(decoded, every, steps);
  const axes = boxAxes(boxHalfWidth);
  // Multiples of the golden ratio spread any number of shades evenly, neighbours far apart.
  const shade = (line: number) => rampColour(PHASE_SHADES[phase], (line * 0.618034 + 0.5) % 1);
  const at = { x: "x", y: "y", clip: true } as const;
  const colour = (d: Point) => shade(d.line);
  return drawPanel(head, area.top + area.height + 52, (document) => [
    plot(document, area, {
      x: { domain: axes.x },
      y: { domain: axes.y },
      marks: [
        Plot.line(moves(lines), {
          x: "x",
          y: "y",
          z: "line",
          stroke: colour,
          strokeWidth: lines.length > 10_000 ? 0.45 : 0.7,
          strokeLinejoin: "round",
          clip: true,
        }),
        ...wallMarks(axes),
        // An end is smaller than the ring of a start, which shows around it.
        Plot.dot(starts, { ...at, r: START, fill: PAPER, stroke: colour, strokeWidth: 0.9 }),
        Plot.dot(ends, {
          ...at,
          r: 1.6,
          symbol: "triangle",
          fill: colour,
          stroke: PAPER,
          strokeWidth: 0.4,
        }),
        ...axisMarks(axes),
      ],
    }),
    symbolLegend(document, area),
    tracksElement(document, {
      columns: ["x (m)", "y (m)"],
      trajectories,
      steps: everyUpTo(last, 1),
      values: Float32Array.from(lines.flatMap(({ x, y }) => [x, y])),
    }),
  ], width);
}

interface Point {
  readonly line: number;
  readonly x: number;
  readonly y: number;
}

/** Every `every`-th trajectory of [n, T, 2], as points; throws if T is shorter than `steps`. */
function selectTrajectories({ shape, data }: NdArray, every: number, wanted?: number) {
  const [n, length] = [shape[0]!, shape[1]!];
  const steps = wanted ?? length;
  if (steps > length) {
    throw new Error(`Cannot draw ${steps} steps: found ${length} in each trajectory`);
  }
  const lines: Point[] = [];
  const starts: Point[] = [];
  const ends: Point[] = [];
  const trajectories = everyUpTo(n, every);
  for (const i of trajectories) {
    for (let t = 0; t < steps; t++) {
      const at = (i * length + t) * 2;
      const point = { line: i / every, x: data[at]!, y: data[at + 1]! };
      lines.push(point);
      if (t === 0) starts.push(point);
      if (t === steps - 1) ends.push(point);
    }
  }
  return { lines, starts, ends, trajectories, last: steps };
}

/** Without the steps at which nothing moves: as long as the same cells are the most active, none does. */
function moves(lines: readonly Point[]): Point[] {
  return lines.filter(({ line, x, y }, i) => {
    const before = lines[i - 1];
    return before === undefined || before.line !== line || before.x !== x || before.y !== y;
  });
}

/** Under the axis: a start and an end. */
function symbolLegend(document: SvgDocument, area: PlotArea): SvgElement {
  const middle = area.left + area.width / 2;
  const y = area.top + area.height + 42;
  const text = { y, dy: "0.35em", "font-size": FONT_SIZE.note };
  const ring = { fill: PAPER, stroke: INK, "stroke-width": 0.9 };
  return element(
    document,
    "g",
    { fill: INK },
    element(document, "circle", { cx: middle - 40, cy: y, r: START, ...ring }),
    element(document, "text", { ...text, x: middle - 33 }, "start"),
    element(document, "path", { d: `M${middle + 13},${y - 2.8}l3,5.2h-6Z` }),
    element(document, "text", { ...text, x: middle + 20 }, "end"),
  );
}
