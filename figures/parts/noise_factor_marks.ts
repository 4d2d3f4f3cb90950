import * as Plot from "@observablehq/plot";
import { stream } from "../../lib/random/stream.ts";
import { quiescentWindows, stateDistances } from "../../lib/results/noise_factor.ts";
import type {
  NoiseFactor,
  NoiseMean,
  QuiescentWindow,
  StateDistance,
} from "../../lib/results/noise_factor.ts";
import { optimumOf } from "../../lib/stats/optimum.ts";
import { mean, standardDeviation } from "../../lib/stats/summary.ts";
import { CONDITION_COLOURS, FAINT, GREY } from "./style.ts";
import type { Series } from "./values.ts";

/** What a row of Fig. S3 shows of a window. */
export type SweptMeasure = StateDistance | "peak" | "jumps";

/** How sweeps are drawn. */
export const SWEEP_STYLES: Readonly<
  Record<NoiseMean, { readonly colour: string; readonly name: string }>
> = {
  scaled: { colour: CONDITION_COLOURS[0], name: "mean scaled, as released" },
  kept: { colour: CONDITION_COLOURS[1], name: "mean kept" },
};

const isDistance = (measure: SweptMeasure): measure is StateDistance =>
  stateDistances.some((distance) => distance === measure);

/** Where a factor stands: its binary logarithm; 0 apart, to the left of the least other one. */
export function place(factors: readonly number[], factor: number): number {
  const least = Math.min(...factors.filter((each) => each > 0));
  return factor > 0 ? Math.log(factor) / Math.LN2 : Math.log(least) / Math.LN2 - 1.2;
}

/** From a little before the first factor to a little after the last. */
export function factorDomain(factors: readonly number[]): readonly [number, number] {
  return [place(factors, 0) - 0.4, place(factors, Math.max(...factors)) + 0.3];
}

/** One sweep of the networks of a condition. */
export interface Line {
  readonly mean: NoiseMean;
  readonly seeds: readonly (readonly number[])[];
  /** Factors that are not told from the best. */
  readonly flat: readonly number[];
}

/** The sweeps of networks of a condition in a window; jumps in %. */
export function linesOf(
  networks: readonly NoiseFactor[],
  window: QuiescentWindow,
  measure: SweptMeasure,
): Line[] {
  return (networks[0]?.sweeps ?? []).map(({ mean }) => {
    const unit = measure === "jumps" ? 100 : 1;
    const seeds = networks.map(({ sweeps }) =>
      sweeps.find((each) => each.mean === mean)![window][measure] // all have the same sweeps
        .map((value) => unit * value)
    );
    return { mean, seeds, flat: isDistance(measure) ? flatOf(networks, seeds, measure) : [] };
  });
}

/** Means over networks, one a factor. */
function meansOf({ seeds }: Line): number[] {
  return seeds[0]!.map((_, i) => mean(seeds.map((values) => values[i]!))); // there is a network
}

/**
 * What the axis of a measure shows of networks of a condition: means, and what stands beside them. Of single
 * networks it shows the low ones alone, as a high one would flatten all others.
 */
export function rangeOf(networks: readonly NoiseFactor[], measure: SweptMeasure): [number, number] {
  const lines = quiescentWindows.flatMap((window) => linesOf(networks, window, measure));
  const beside = isDistance(measure)
    ? networks.flatMap(({ floor, frozen }) => [floor[measure], frozen[measure]])
    : [];
  const high = Math.max(...lines.flatMap(meansOf), ...beside) * 1.1 || 1;
  const low = Math.min(0, ...lines.flatMap(({ seeds }) => seeds.flat()), ...beside);
  return [low - (low < 0 ? 0.04 * high : 0), high];
}

function flatOf(
  networks: readonly NoiseFactor[],
  seeds: readonly (readonly number[])[],
  measure: StateDistance,
): readonly number[] {
  const all = networks.map(({ floor }, i) => (
    { distances: seeds[i]!, resampled: [], floor: floor[measure] } // one a network
  ));
  return optimumOf(networks[0]!.factors, all, stream("figS3"), 1).flat ?? [];
}

/** The floor as a band of 1 SD, standing still dashed, activity's height, and the factor 2. */
export function references(
  networks: readonly NoiseFactor[],
  measure: SweptMeasure,
  factors: readonly number[],
): Plot.Markish[] {
  const two = Plot.ruleX([place(factors, 2)], {
    stroke: FAINT,
    strokeWidth: 3,
    strokeOpacity: 0.6,
  });
  const dashed = { stroke: GREY, strokeWidth: 1, strokeDasharray: "4,3" };
  if (measure === "jumps") return [two];
  if (measure === "peak") return [two, Plot.ruleY([1], dashed)];
  const floors = networks.map(({ floor }) => floor[measure]);
  const [centre, spread] = [mean(floors), floors.length > 1 ? standardDeviation(floors, 1) : 0];
  const [from, to] = factorDomain(factors);
  return [
    two,
    Plot.rect([0], {
      x1: [from],
      x2: [to],
      y1: [centre - spread],
      y2: [centre + spread],
      fill: GREY,
      fillOpacity: 0.3,
    }),
    Plot.ruleY([centre], { stroke: GREY, strokeWidth: 0.8 }),
    Plot.ruleY([mean(networks.map(({ frozen }) => frozen[measure]))], dashed),
  ];
}

/** Lines of all networks, cut at the top of the axis, and their mean. */
export function lineMarks(
  drawn: Line,
  factors: readonly number[],
  top: number,
): Plot.Markish[] {
  const { mean: kind, seeds, flat } = drawn;
  const { colour } = SWEEP_STYLES[kind];
  const means = meansOf(drawn);
  const points = (values: readonly number[]) =>
    factors.map((factor, i) => ({ factor, x: place(factors, factor), y: values[i]! }));
  const above0 = (values: readonly number[]) => points(values).filter(({ factor }) => factor > 0);
  const line = (points: readonly Point[], strokeWidth: number, strokeOpacity: number) =>
    Plot.line(points, { x: "x", y: "y", stroke: colour, strokeWidth, strokeOpacity });
  const cut = seeds.length === 1 ? [] : seeds.map((values) => cutAt(above0(values), top));
  return [
    ...cut.flatMap(({ parts }) => parts.map((points) => line(points, 0.6, 0.4))),
    Plot.dot(cut.flatMap(({ ends }) => ends), {
      x: "x",
      y: "y",
      dy: 4,
      r: 2.4,
      symbol: "triangle",
      fill: colour,
    }),
    line(above0(means), 1.6, 1),
    Plot.dot(points(means), {
      x: "x",
      y: "y",
      r: 2.6,
      stroke: colour,
      fill: ({ factor }: { factor: number }) => flat.includes(factor) ? colour : "#ffffff",
    }),
  ];
}

/** In units of the axes. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line as the parts of it below the top of the axis, and where it leaves or enters there. */
function cutAt(line: readonly Point[], top: number): { parts: Point[][]; ends: Point[] } {
  const parts: Point[][] = [[]], ends: Point[] = [];
  line.forEach((point, i) => {
    const before = line[i - 1];
    if (before !== undefined && (before.y > top) !== (point.y > top)) {
      const share = (top - before.y) / (point.y - before.y);
      const end = { x: before.x + share * (point.x - before.x), y: top };
      parts.at(-1)!.push(end);
      ends.push(end);
    }
    if (point.y <= top) parts.at(-1)!.push(point);
    else parts.push([]);
  });
  return { parts: parts.filter(({ length }) => length > 1), ends };
}

/** The values behind a line. */
export function seriesOf(
  title: string,
  label: string,
  line: Line,
  factors: readonly number[],
): Series {
  const { mean: kind, flat } = line, means = meansOf(line);
  const points = factors.map((factor, i) => {
    const y = means[i]!;
    return {
      x: place(factors, factor),
      y,
      values: [factor, y, ...(flat.includes(factor) ? ["among the best"] : [""])],
    };
  });
  return {
    name: `${title.replace("^", "")}: ${SWEEP_STYLES[kind].name}`,
    columns: ["factor", label, ""],
    points,
  };
}
