import * as Plot from "@observablehq/plot";
import { roundTicks } from "./number_text.ts";
import { tickFormatOf, xAxis, yAxis } from "./plot.ts";
import { INK } from "./style.ts";

/** Of a digit in the size of tick labels, px. */
const CHARACTER_WIDTH = 6.1;

/** The two axes of a plane: the box (m) or principal components. */
export interface MapAxes {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Half the width of the box whose walls are drawn, m. */
  readonly boxHalfWidth?: number;
}

/** Axes of the box with a margin, the same for drawn trajectories and densities. */
export function boxAxes(boxHalfWidth: number): MapAxes {
  const reach = boxHalfWidth + 0.15;
  const domain = [-reach, reach] as const;
  const side = Math.floor(boxHalfWidth);
  const ticks = side >= 1 ? [-side, 0, side] : [-boxHalfWidth, 0, boxHalfWidth];
  const both = { x: domain, y: domain, xTicks: ticks, yTicks: ticks };
  return { ...both, xLabel: "x (m)", yLabel: "y (m)", boxHalfWidth };
}

/** Axes of the first two principal components. */
export function componentAxes(x: readonly [number, number], y: readonly [number, number]): MapAxes {
  const ticks = { xTicks: roundTicks(...x, 4.5), yTicks: roundTicks(...y, 4.5) };
  return { x, y, ...ticks, xLabel: "PC 1 (a.u.)", yLabel: "PC 2 (a.u.)" };
}

/** Ticks, labels and lines; the vertical label stands just left of the widest number. */
export function axisMarks({ xLabel, yLabel, xTicks, yTicks }: MapAxes): Plot.Markish[] {
  const widest = Math.max(...yTicks.map(tickFormatOf(yTicks)).map(({ length }) => length));
  return [
    ...xAxis({ label: xLabel, ticks: xTicks }),
    ...yAxis({
      label: yLabel,
      ticks: yTicks,
      labelOffset: 18 + CHARACTER_WIDTH * widest,
    }),
  ];
}

/** The walls, if the plane is the box; drawn over the data. */
export function wallMarks({ boxHalfWidth: h }: MapAxes): Plot.Markish[] {
  if (h === undefined) return [];
  return [Plot.rect([0], { x1: [-h], x2: [h], y1: [-h], y2: [h], stroke: INK, strokeWidth: 1 })];
}
