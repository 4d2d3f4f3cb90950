import * as Plot from "@observablehq/plot";
import { curveSeries, meanCurve } from "./curves.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { logarithmicAxis } from "./logarithmic_axis.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { CONDITION_COLOURS, FONT_SIZE, GREY } from "./style.ts";
import type { Series } from "./values.ts";
import { wrap } from "./wrap.ts";

/** How one network's activity holds over quiescent time. */
export interface Fading {
  /** "noisy unbiased"; lines of one condition share a colour, in the order of appearance. */
  readonly condition: string;
  readonly seed: number;
  /** Quiescent step of each value: the middle of a bin of time. */
  readonly step: readonly number[];
  /** The largest output, 1 being its mean over the active phase. */
  readonly peak: readonly number[];
  /** Share of steps longer than any active step. */
  readonly jumps: readonly number[];
}

const WIDTH = 720;
const LEFT = 62;
const AREAS: Readonly<Record<"peak" | "jumps", PlotArea>> = {
  peak: { left: LEFT, top: 34, width: 450, height: 150 },
  jumps: { left: LEFT, top: 208, width: 450, height: 110 },
};
const LEGEND_LEFT = LEFT + 450 + 22;
/** A measure that falls more than this is drawn on a logarithmic axis. */
const MANY_FOLD = 20;

/**
 * Two measures over quiescent time: above, the largest output relative to the active phase; below,
 * the share of steps longer than any active one. Thick: mean over networks; thin: each network.
 */
export function fadingPanel(figure: string, measured: readonly Fading[]): string {
  if (measured.length === 0) throw new Error("Cannot draw fading: found no network");
  const conditions = groupByCondition(measured);
  // Steps are the middles of bins of time, so the last bin ends half a bin, the first step, later.
  const last = Math.max(...measured.map(({ step }) => step.at(-1)! + step[0]!));
  const x = { domain: [0, last] };
  const peaks = measured.flatMap(({ peak }) => peak);
  const shares = measured.flatMap(({ jumps }) => jumps);
  const highest = Math.max(...shares) * 1.08 || 1;
  const peakScale = scaleOf(peaks);
  const head = {
    figure,
    title: "Does activity last through quiescence?",
    description: "Over quiescent time and for each condition: the largest output relative to the " +
      "active phase, and the share of steps longer than any active step.",
  };
  return drawPanel(head, 366, (document) => [
    plot(document, AREAS.peak, {
      x,
      y: { type: peakScale.type, domain: peakScale.domain },
      marks: [
        Plot.ruleY([1], { stroke: GREY, strokeDasharray: "4,3", strokeWidth: 1 }),
        ...conditions.flatMap((each) => lineMarks(each, "peak", peakScale.domain[0])),
        ...xAxis({ label: "", ticks: roundTicks(0, last, 5), tickFormat: () => "" }),
        ...yAxis({ label: "largest output (active = 1)", labelOffset: 48, ...peakScale.axis }),
      ],
    }, conditions.map((each) => conditionSeries(each, "peak", peakScale.domain[0]))),
    plot(document, AREAS.jumps, {
      x,
      y: { domain: [0, highest] },
      marks: [
        ...conditions.flatMap((each) => lineMarks(each, "jumps", 0)),
        ...xAxis({ label: "quiescent step", ticks: roundTicks(0, last, 5) }),
        ...yAxis({
          label: "share of jumps",
          ticks: roundTicks(0, highest, 4),
          labelOffset: 48,
        }),
      ],
    }, conditions.map((each) => conditionSeries(each, "jumps", 0))),
    ...legend(document, conditions),
    ...legendNotes(document, conditions),
  ], WIDTH);
}

interface Condition {
  readonly name: string;
  readonly colour: string;
  readonly dashes: string;
  readonly networks: readonly Fading[];
}

const DASHES = ["none", "5,2.5", "1.5,2"] as const;

/** Conditions in the order of appearance; when the colours are used up, they come again dashed. */
function groupByCondition(measured: readonly Fading[]): Condition[] {
  const names = [...new Set(measured.map(({ condition }) => condition))];
  const count = CONDITION_COLOURS.length;
  return names.map((name, i) => ({
    name,
    colour: CONDITION_COLOURS[i % count]!,
    dashes: DASHES[Math.floor(i / count) % DASHES.length]!,
    networks: measured.filter(({ condition }) => condition === name),
  }));
}

/** Linear from 0, or logarithmic where the values fall manyfold (zeros lie on the lowest decade). */
function scaleOf(values: readonly number[]) {
  const high = Math.max(...values, 1);
  const positive = values.filter((value) => value > 0);
  const low = Math.min(...positive, high);
  if (low * MANY_FOLD > high && positive.length === values.length) {
    const top = high * 1.06;
    return {
      type: "linear",
      domain: [0, top] as const,
      axis: { ticks: roundTicks(0, top, 5) },
    } as const;
  }
  return { type: "log", ...logarithmicAxis(low, high) } as const;
}

function lineMarks(
  { networks, colour, dashes }: Condition,
  measure: "peak" | "jumps",
  floor: number,
): Plot.Markish[] {
  const line = (points: readonly (readonly [number, number])[], strokeWidth: number, opacity = 1) =>
    Plot.line(points, {
      x: (d: readonly [number, number]) => d[0],
      y: (d: readonly [number, number]) => Math.max(d[1], floor),
      stroke: colour,
      strokeWidth,
      strokeOpacity: opacity,
      strokeLinejoin: "round",
      ...(dashes === "none" ? {} : { strokeDasharray: dashes }),
    });
  const { step } = networks[0]!; // a condition is made of at least one
  const average = meanCurve(step, networks.map((network) => network[measure]));
  return [
    ...(networks.length === 1
      ? []
      : networks.map((network) =>
        line(network.step.map((at, i) => [at, network[measure][i]!]), 0.6, 0.45)
      )),
    line(average.map(({ x, mean }) => [x, mean]), 1.7),
  ];
}

/** The values of a condition's thick line. */
function conditionSeries(
  { name, networks }: Condition,
  measure: "peak" | "jumps",
  floor: number,
): Series {
  const { step } = networks[0]!; // as above
  const what = measure === "peak" ? "largest output (active = 1)" : "share of jumps";
  const curve = meanCurve(step, networks.map((network) => network[measure]));
  const { columns, points } = curveSeries(name, ["quiescent step", what], curve);
  return { name, columns, points: points.map((at) => ({ ...at, y: Math.max(at.y, floor) })) };
}

function legend(document: SvgDocument, conditions: readonly Condition[]): SvgElement[] {
  let y = AREAS.peak.top + 4;
  return conditions.flatMap(({ name, colour, dashes }) => {
    const line = { stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes };
    const lines = wrap(name, WIDTH - LEGEND_LEFT - 26);
    const top = y;
    y += 16 + 11 * (lines.length - 1);
    return [
      element(document, "path", { d: `M${LEGEND_LEFT},${top}h18`, ...line }),
      ...lines.map((text, i) =>
        element(document, "text", {
          x: LEGEND_LEFT + 24,
          y: top + 3.5 + 11 * i,
          "font-size": FONT_SIZE.note,
        }, text)
      ),
    ];
  });
}

function legendNotes(document: SvgDocument, conditions: readonly Condition[]): SvgElement[] {
  const several = conditions.some(({ networks }) => networks.length > 1);
  const notes = [
    ...(several ? ["thick: mean over networks", "thin: each network"] : []),
    "dashed grey: active level",
  ];
  const bottom = AREAS.jumps.top + AREAS.jumps.height;
  return notes.map((note, i) =>
    element(document, "text", {
      x: LEGEND_LEFT,
      y: bottom - 14 * (notes.length - 1 - i),
      "font-size": FONT_SIZE.note,
      fill: GREY,
    }, note)
  );
}
