import * as Plot from "@observablehq/plot";
import { stream } from "../../lib/random/stream.ts";
import { quiescentWindows, sweptNetworks } from "../../lib/results/noise_factor.ts";
import type {
  NoiseFactor,
  NoiseMean,
  QuiescentWindow,
  StateDistance,
} from "../../lib/results/noise_factor.ts";
import { optimumOf } from "../../lib/stats/optimum.ts";
import { mean, standardDeviation } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { plot, xAxis, yAxis } from "./plot.ts";
import { raisedName } from "./raised_name.ts";
import { CONDITION_COLOURS, FAINT, FONT_SIZE, GREY } from "./style.ts";
import type { Series } from "./values.ts";

type Measure = StateDistance | "peak" | "jumps";

const WIDTH = 720;
const LEFT = 62;
const GAP = 16;
const TOP = 48;
const BETWEEN = 12;

/** The rows, with what their axis says and their height, px. */
const ROWS: readonly (readonly [Measure, label: string, height: number])[] = [
  ["state", "states", 104],
  ["sliced", "SW1 (m)", 104],
  ["energy", "energy (m)", 76],
  ["peak", "output", 76],
  ["jumps", "jumps", 52],
];

const STYLES: Readonly<Record<NoiseMean, { readonly colour: string; readonly name: string }>> = {
  scaled: { colour: CONDITION_COLOURS[0], name: "mean scaled, as released" },
  kept: { colour: CONDITION_COLOURS[1], name: "mean kept" },
};

/** Fig. S3: a column a network and window, a row a measure, against the factor on the variance. */
export function noiseFactorPanel(figure: string, measured: readonly NoiseFactor[]): string {
  const factors = measured[0]?.factors;
  if (factors === undefined) throw new Error("Cannot draw the noise factor: found no network");
  const facets = sweptNetworks.flatMap((network) =>
    quiescentWindows.map((window) => ({
      title: `${network}, ${window}`,
      window,
      networks: measured.filter((each) => each.network === network),
    }))
  );
  const width = (WIDTH - LEFT - 10 - GAP * (facets.length - 1)) / facets.length;
  const bottom = TOP + ROWS.reduce((sum, [, , height]) => sum + height + BETWEEN, 0) + 38;
  const head = {
    figure,
    title: "How much noise is best for replay?",
    description:
      "Distances of quiescence from activity, its largest output and its jumps against the factor on " +
      "the variance of its noise, early and late, in unbiased and biased networks.",
  };
  return drawPanel(head, bottom + 46, (document) => [
    ...facets.flatMap(({ title, window, networks }, column) => {
      const left = LEFT + column * (width + GAP);
      return [
        raisedName(document, title, {
          x: left,
          y: TOP - 8,
          "font-size": FONT_SIZE.tick,
          "font-weight": "bold",
        }),
        ...ROWS.map(([measure, label, height], row) => {
          const top = TOP +
            ROWS.slice(0, row).reduce((sum, [, , above]) => sum + above + BETWEEN, 0);
          const last = row === ROWS.length - 1;
          const domain = domainOf(measured, measure);
          const first = column === 0;
          return plot(
            document,
            { left, top, width, height },
            {
              x: { domain: [place(factors, 0) - 0.4, place(factors, Math.max(...factors)) + 0.3] },
              y: { domain },
              marks: [
                ...references(networks, measure, factors),
                ...linesOf(networks, window, measure).flatMap((line) => lineMarks(line, factors)),
                ...xAxis({
                  label: last ? "factor on the variance" : "",
                  ticks: factors.map((factor) => place(factors, factor)),
                  tickFormat: last ? tickText(factors) : () => "",
                }),
                ...yAxis({
                  label: first ? label : "",
                  labelOffset: 46,
                  ticks: roundTicks(...domain, height > 90 ? 5 : 3),
                  ...(first ? {} : { tickFormat: () => "" }),
                }),
              ],
            },
            linesOf(networks, window, measure).map((line) => seriesOf(title, label, line, factors)),
          );
        }),
      ];
    }),
    ...legend(document, measured, bottom),
  ], WIDTH);
}

/** Where a factor stands: its binary logarithm; 0 apart, to the left of the least other one. */
function place(factors: readonly number[], factor: number): number {
  const least = Math.min(...factors.filter((each) => each > 0));
  return factor > 0 ? Math.log(factor) / Math.LN2 : Math.log(least) / Math.LN2 - 1.2;
}

/** Halves would overprint their neighbours. */
function tickText(factors: readonly number[]): (at: number) => string {
  return (at) => {
    const factor = factors.find((each) => place(factors, each) === at) ?? 0;
    return factor > 1 && factor % 1 !== 0 || factor === 3 ? "" : String(factor);
  };
}

function domainOf(measured: readonly NoiseFactor[], measure: Measure): readonly [number, number] {
  const swept = measured.flatMap(({ sweeps }) =>
    sweeps.flatMap((sweep) => quiescentWindows.flatMap((window) => sweep[window][measure]))
  );
  const beside = isDistance(measure)
    ? measured.flatMap(({ floor, frozen }) => [floor[measure], frozen[measure]])
    : [];
  const all = [...swept, ...beside];
  const high = Math.max(...all) * 1.05 || 1;
  return [Math.min(0, Math.min(...all) * 1.05), high];
}

const isDistance = (measure: Measure): measure is StateDistance =>
  measure !== "peak" && measure !== "jumps";

/** One sweep of the networks of a condition. */
interface Line {
  readonly mean: NoiseMean;
  readonly seeds: readonly (readonly number[])[];
  /** Factors that are not told from the best. */
  readonly flat: readonly number[];
}

function linesOf(
  networks: readonly NoiseFactor[],
  window: QuiescentWindow,
  measure: Measure,
): Line[] {
  return (networks[0]?.sweeps ?? []).map(({ mean }) => {
    const seeds = networks.map(({ sweeps }) =>
      sweeps.find((each) => each.mean === mean)![window][measure] // all have the same sweeps
    );
    return { mean, seeds, flat: isDistance(measure) ? flatOf(networks, seeds, measure) : [] };
  });
}

function flatOf(
  networks: readonly NoiseFactor[],
  seeds: readonly (readonly number[])[],
  measure: StateDistance,
): readonly number[] {
  const floor = networks.map((each) => each.floor[measure]);
  return optimumOf(networks[0]!.factors, seeds, floor, stream("figS3"), 1).flat ?? [];
}

/** The floor as a band of 1 SD, standing still dashed, activity's height, and the factor 2. */
function references(
  networks: readonly NoiseFactor[],
  measure: Measure,
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
  return [
    two,
    Plot.rect([0], {
      x1: [place(factors, 0) - 0.4],
      x2: [place(factors, Math.max(...factors)) + 0.3],
      y1: [centre - spread],
      y2: [centre + spread],
      fill: GREY,
      fillOpacity: 0.3,
    }),
    Plot.ruleY([centre], { stroke: GREY, strokeWidth: 0.8 }),
    Plot.ruleY([mean(networks.map(({ frozen }) => frozen[measure]))], dashed),
  ];
}

function lineMarks({ mean: kind, seeds, flat }: Line, factors: readonly number[]): Plot.Markish[] {
  const { colour } = STYLES[kind];
  const means = factors.map((_, i) => mean(seeds.map((values) => values[i]!)));
  const points = (values: readonly number[]) =>
    factors.map((factor, i) => ({ factor, x: place(factors, factor), y: values[i]! }));
  const above0 = (values: readonly number[]) => points(values).filter(({ factor }) => factor > 0);
  const line = (values: readonly number[], strokeWidth: number, strokeOpacity: number) =>
    Plot.line(above0(values), { x: "x", y: "y", stroke: colour, strokeWidth, strokeOpacity });
  return [
    ...(seeds.length === 1 ? [] : seeds.map((values) => line(values, 0.6, 0.4))),
    line(means, 1.6, 1),
    Plot.dot(points(means), {
      x: "x",
      y: "y",
      r: 2.6,
      stroke: colour,
      fill: ({ factor }: { factor: number }) => flat.includes(factor) ? colour : "#ffffff",
    }),
  ];
}

function seriesOf(
  title: string,
  label: string,
  { mean: kind, seeds, flat }: Line,
  factors: readonly number[],
): Series {
  const points = factors.map((factor, i) => {
    const y = mean(seeds.map((values) => values[i]!));
    return {
      x: place(factors, factor),
      y,
      values: [factor, y, ...(flat.includes(factor) ? ["among the best"] : [""])],
    };
  });
  return {
    name: `${title.replace("^", "")}: ${STYLES[kind].name}`,
    columns: ["factor", label, ""],
    points,
  };
}

function legend(
  document: SvgDocument,
  measured: readonly NoiseFactor[],
  top: number,
): SvgElement[] {
  const seeds = new Set(measured.map(({ seed }) => seed)).size;
  const text = (x: number, y: number, content: string, fill?: string) =>
    element(document, "text", {
      x,
      y,
      "font-size": FONT_SIZE.note,
      ...(fill === undefined ? {} : { fill }),
    }, content);
  const means = measured[0]!.sweeps.map(({ mean }) => mean); // the caller has found a network
  const samples = means.flatMap((kind, i) => {
    const x = LEFT + 190 * i, { colour, name } = STYLES[kind];
    const named = means.length === 1 ? "noise of mean 0" : name;
    return [
      element(document, "path", { d: `M${x},${top}h20`, stroke: colour, "stroke-width": 2 }),
      text(x + 26, top + 3.5, named),
    ];
  });
  const notes = [
    ...(seeds > 1 ? [`thick: mean over ${seeds} networks; filled: not told from the best`] : []),
    "band: floor; dashed: standing still, or the active level; grey bar: factor 2",
  ];
  return [...samples, ...notes.map((note, i) => text(LEFT, top + 18 + 13 * i, note, GREY))];
}
