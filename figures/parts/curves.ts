import * as Plot from "@observablehq/plot";
import { mean, standardDeviation } from "../../lib/stats/summary.ts";
import type { Series } from "./values.ts";

/** Mean and standard deviation over networks at one place of the horizontal axis. */
export interface CurvePoint {
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean of several curves and 1 SD (ddof 0) below and above it. Throws if their lengths differ. */
export function meanCurve(
  x: readonly number[],
  curves: readonly (readonly number[])[],
): CurvePoint[] {
  for (const { length } of curves) {
    if (length !== x.length) {
      throw new Error(`Cannot average curves: found ${length} values, expected ${x.length}`);
    }
  }
  return x.map((at, i) => {
    const values = curves.map((curve) => curve[i]!);
    const centre = mean(values);
    const spread = standardDeviation(values, 0);
    return { x: at, mean: centre, low: centre - spread, high: centre + spread };
  });
}

/** The values of a curve; its SD where there are several networks. `x` and `y` name the axes. */
export function curveSeries(
  name: string,
  [x, y]: readonly [x: string, y: string],
  points: readonly CurvePoint[],
): Series {
  const several = points.some(({ low, high }) => high > low);
  return {
    name,
    columns: several ? [x, y, "SD"] : [x, y],
    points: points.map((point) => ({
      x: point.x,
      y: point.mean,
      values: [point.x, point.mean, ...(several ? [(point.high - point.low) / 2] : [])],
    })),
  };
}

/** A line with the band of 1 SD around it; no band where there is one network only. `dashes` as in SVG. */
export function bandMarks(
  points: readonly CurvePoint[],
  colour: string,
  dashes = "none",
): Plot.Markish[] {
  return [
    ...(points.some(({ low, high }) => high > low)
      ? [Plot.areaY(points, { x: "x", y1: "low", y2: "high", fill: colour, fillOpacity: 0.25 })]
      : []),
    Plot.line(points, {
      x: "x",
      y: "mean",
      stroke: colour,
      strokeWidth: 1.5,
      strokeDasharray: dashes,
    }),
  ];
}

/** A line with dots and error bars of 1 SD, their caps `cap` long to each side. */
export function errorBarMarks(
  points: readonly CurvePoint[],
  colour: string,
  cap: number,
): Plot.Markish[] {
  const bar = { stroke: colour, strokeWidth: 1 };
  const ends = { x1: (d: CurvePoint) => d.x - cap, x2: (d: CurvePoint) => d.x + cap, ...bar };
  const spread = points.filter(({ low, high }) => high > low);
  return [
    Plot.line(points, { x: "x", y: "mean", stroke: colour, strokeWidth: 1 }),
    Plot.ruleX(spread, { x: "x", y1: "low", y2: "high", ...bar }),
    Plot.ruleY(spread, { y: "low", ...ends }),
    Plot.ruleY(spread, { y: "high", ...ends }),
    Plot.dot(points, { x: "x", y: "mean", r: 1.6, fill: colour }),
  ];
}
