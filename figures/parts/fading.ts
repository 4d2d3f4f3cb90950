import * as Plot from "@observablehq/plot";
import type { Fading, FadingNetwork } from "../../lib/results/fading.ts";
import { type CurvePoint, curveSeries, meanCurve } from "./curves.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { logarithmicAxis } from "./logarithmic_axis.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { CONDITION_COLOURS, FAINT, FONT_SIZE, GREY, INK } from "./style.ts";
import type { Series } from "./values.ts";

type Measure = "peak" | "jumps";

const WIDTH = 720;
const COLUMNS = 4;
const LEFT = 60;
const GAP = 36;
const TOP = 44;
const ROW_HEIGHT = 222;
const HEIGHTS: Readonly<Record<Measure, number>> = { peak: 96, jumps: 62 };
const BETWEEN = 8;
/** A measure that falls more than this is drawn on a logarithmic axis. */
const MANY_FOLD = 20;

/**
 * Small multiples, one a quiescent rollout, each with two measures over time: above, the largest output
 * relative to the active phase; below, the share of steps longer than any active one.
 */
export function fadingPanel(figure: string, measured: readonly Fading[]): string {
  if (measured.length === 0) throw new Error("Cannot draw fading: found no network");
  const facets = [...Map.groupBy(measured, ({ rollout }) => rollout)];
  const scales = scalesOf(measured);
  const rows = Math.ceil(facets.length / COLUMNS);
  const legendTop = TOP + ROW_HEIGHT * rows - 4;
  const head = {
    figure,
    title: "Does activity last through quiescence?",
    description:
      "Over quiescent time and for each quiescent rollout: the largest output relative " +
      "to the active phase, and the share of steps longer than any active step.",
  };
  return drawPanel(head, legendTop + 42, (document) => [
    ...facets.flatMap(([rollout, members], i) =>
      drawFacet(document, i, rollout, linesOf(members), scales)
    ),
    ...legend(document, measured, legendTop),
  ], WIDTH);
}

interface Line extends Style {
  readonly network: FadingNetwork;
  readonly members: readonly Fading[];
  readonly means: Readonly<Record<Measure, readonly CurvePoint[]>>;
}

/** The networks of a rollout: a line each, the mean over its seeds. */
function linesOf(measured: readonly Fading[]): Line[] {
  return [...Map.groupBy(measured, ({ network }) => network)].map(([network, members]) => {
    const { step } = members[0]!; // a group has at least one
    const means = {
      peak: meanCurve(step, members.map(({ peak }) => peak)),
      jumps: meanCurve(step, members.map(({ jumps }) => jumps)),
    };
    return { network, ...STYLES[network], members, means };
  });
}

interface Style {
  readonly colour: string;
  /** px; the lines drawn first are wider, and show beside those over them. */
  readonly width: number;
  readonly dashed: boolean;
  /** Whether the legend has it; where the noise of training tells networks apart, dashes do. */
  readonly named?: true;
}

const [WIDE, NARROW] = [2.8, 1.3];
const DASHES = "4,2.5";
const [UNBIASED, BIASED, RANDOM] = CONDITION_COLOURS;
const STYLES: Readonly<Record<FadingNetwork, Style>> = {
  "unbiased": { colour: UNBIASED, width: WIDE, dashed: false, named: true },
  "biased": { colour: BIASED, width: NARROW, dashed: false, named: true },
  "random": { colour: RANDOM, width: NARROW, dashed: false, named: true },
  "noisy unbiased": { colour: UNBIASED, width: WIDE, dashed: false },
  "noisy biased": { colour: BIASED, width: NARROW, dashed: false },
  "noiseless unbiased": { colour: UNBIASED, width: WIDE, dashed: true },
  "noiseless biased": { colour: BIASED, width: NARROW, dashed: true },
};

type Scales = ReturnType<typeof scalesOf>;

/** All facets share the vertical axes. */
function scalesOf(measured: readonly Fading[]) {
  const highest = Math.max(...measured.flatMap(({ jumps }) => jumps)) * 1.08 || 1;
  return {
    peak: peakScale(measured.flatMap(({ peak }) => peak)),
    jumps: {
      type: "linear",
      domain: [0, highest] as const,
      axis: { ticks: roundTicks(0, highest, 3) },
    } as const,
  };
}

/** Linear from 0, or logarithmic where the values fall manyfold (zeros lie on the lowest decade). */
function peakScale(values: readonly number[]) {
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

function drawFacet(
  document: SvgDocument,
  index: number,
  rollout: string,
  lines: readonly Line[],
  scales: Scales,
): SvgElement[] {
  const column = index % COLUMNS;
  const width = (WIDTH - LEFT - GAP * COLUMNS) / COLUMNS;
  const left = LEFT + column * (width + GAP);
  const top = TOP + ROW_HEIGHT * Math.floor(index / COLUMNS);
  const areas: Readonly<Record<Measure, PlotArea>> = {
    peak: { left, top, width, height: HEIGHTS.peak },
    jumps: { left, top: top + HEIGHTS.peak + BETWEEN, width, height: HEIGHTS.jumps },
  };
  // Steps are the middles of bins of time, so the last bin ends half a bin, the first step, later.
  const last = Math.max(
    ...lines.flatMap(({ members }) => members.map(({ step }) => step.at(-1)! + step[0]!)),
  );
  const first = column === 0;
  const part = (measure: Measure, label: string) =>
    plot(
      document,
      areas[measure],
      {
        x: { domain: [0, last] },
        y: { type: scales[measure].type, domain: scales[measure].domain },
        marks: [
          ...windowMarks(lines, last, scales[measure].domain),
          ...(measure === "peak"
            ? [Plot.ruleY([1], { stroke: GREY, strokeDasharray: "4,3", strokeWidth: 1 })]
            : []),
          ...lines.flatMap((line) => lineMarks(line, measure, scales[measure].domain[0])),
          ...xAxis({
            label: measure === "jumps" ? "quiescent step" : "",
            ticks: roundTicks(0, last, 3),
            ...(measure === "jumps" ? {} : { tickFormat: () => "" }),
          }),
          ...yAxis({
            label: first ? label : "",
            labelOffset: 46,
            ...scales[measure].axis,
            ...(first ? {} : { tickFormat: () => "" }),
          }),
        ],
      },
      lines.map((line) => lineSeries(rollout, line, measure, scales[measure].domain[0])),
    );
  return [
    element(document, "text", {
      x: left,
      y: top - 6,
      "font-size": FONT_SIZE.tick,
      "font-weight": "bold",
    }, rollout),
    part("peak", "largest output"),
    part("jumps", "jumps"),
  ];
}

/** The steps that a measure takes, where those are not all. */
function windowMarks(
  lines: readonly Line[],
  last: number,
  [y1, y2]: readonly [number, number],
): Plot.Markish[] {
  const { from, to } = lines[0]!.members[0]!.window; // both have at least one
  if (from === 0 && to >= last) return [];
  return [
    Plot.rect([0], { x1: [from], x2: [to], y1: [y1], y2: [y2], fill: FAINT, fillOpacity: 0.4 }),
  ];
}

function lineMarks(
  { members, means, colour, width, dashed }: Line,
  measure: Measure,
  floor: number,
): Plot.Markish[] {
  const shown = (value: number) => Math.max(value, floor);
  const at = (_: CurvePoint, i: number) => members.map((network) => shown(network[measure][i]!));
  return [
    ...(members.length === 1 ? [] : [
      Plot.areaY(means[measure], {
        x: "x",
        y1: (point: CurvePoint, i: number) => Math.min(...at(point, i)),
        y2: (point: CurvePoint, i: number) => Math.max(...at(point, i)),
        fill: colour,
        fillOpacity: 0.2,
      }),
    ]),
    Plot.line(means[measure], {
      x: "x",
      y: ({ mean }: CurvePoint) => shown(mean),
      stroke: colour,
      strokeWidth: width,
      strokeLinejoin: "round",
      ...(dashed ? { strokeDasharray: DASHES } : {}),
    }),
  ];
}

/** The values of a thick line. */
function lineSeries(
  rollout: string,
  { network, means }: Line,
  measure: Measure,
  floor: number,
): Series {
  const what = measure === "peak" ? "largest output (active = 1)" : "share of jumps";
  const name = network === rollout ? network : `${rollout}: ${network}`;
  const { columns, points } = curveSeries(name, ["quiescent step", what], means[measure]);
  return { name, columns, points: points.map((at) => ({ ...at, y: Math.max(at.y, floor) })) };
}

/** One row of lines with their names, and one of what else there is. */
function legend(document: SvgDocument, measured: readonly Fading[], top: number): SvgElement[] {
  const networks = [...new Set(measured.map(({ network }) => network))];
  const names = networks.filter((name) => STYLES[name].named);
  const dashed = networks.some((network) => STYLES[network].dashed);
  const seeds = new Set(measured.map(({ seed }) => seed)).size;
  const shaded = measured.some(({ window: { from } }) => from > 0);
  const samples = [
    ...names.map((name) => ({ name, ...STYLES[name] })),
    ...(dashed
      ? [{ name: "noiseless, beside noisy", colour: INK, width: NARROW, dashed: true }]
      : []),
  ];
  const spread =
    `lines: means over ${seeds} networks; bands: from the lowest network to the highest`;
  const notes = [
    ...(seeds > 1 ? [spread] : []),
    "dashed grey: active level" + (shaded ? "; shaded: the steps that the measure takes" : ""),
  ];
  const text = (x: number, y: number, content: string, fill?: string) =>
    element(document, "text", {
      x,
      y,
      "font-size": FONT_SIZE.note,
      ...(fill === undefined ? {} : { fill }),
    }, content);
  let x = LEFT;
  const row = samples.flatMap(({ name, colour, width, dashed }) => {
    const at = x;
    x += 36 + 6 * name.length;
    return [
      element(document, "path", {
        d: `M${at},${top}h18`,
        stroke: colour,
        "stroke-width": width,
        "stroke-dasharray": dashed ? DASHES : "none",
      }),
      text(at + 23, top + 3.5, name),
    ];
  });
  return [...row, ...notes.map((note, i) => text(LEFT, top + 19 + 12 * i, note, GREY))];
}
