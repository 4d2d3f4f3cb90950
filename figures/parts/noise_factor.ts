import * as Plot from "@observablehq/plot";
import { quiescentWindows, sweptNetworks } from "../../lib/results/noise_factor.ts";
import type { NoiseFactor, QuiescentWindow, SweptNetwork } from "../../lib/results/noise_factor.ts";
import { predictedFactors, predictionText } from "../../lib/results/predicted_factor.ts";
import type { PredictedFactor } from "../../lib/results/predicted_factor.ts";
import type { UpdateSpectrum } from "../../lib/results/update_spectrum.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import {
  factorDomain,
  lineMarks,
  linesOf,
  place,
  rangeOf,
  references,
  seriesOf,
  SWEEP_STYLES,
  type SweptMeasure,
} from "./noise_factor_marks.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { plot, xAxis, yAxis } from "./plot.ts";
import { raisedName } from "./raised_name.ts";
import { FONT_SIZE, GREY, INK } from "./style.ts";
import type { Series } from "./values.ts";
import { variancePlot } from "./variance_course.ts";

const WIDTH = 720;
const LEFT = 62;
const RIGHT = 10;
/** Between the windows of a network, and between networks. */
const GAP = 12;
const WIDE_GAP = 54;
const COLUMN = (WIDTH - LEFT - RIGHT - WIDE_GAP - 2 * GAP) / 4;
const TOP = 52;
const BETWEEN = 12;
const COURSE_HEIGHT = 104;
/** Of a line of notes. */
const NOTE = 13;
/** For the text below an axis. */
const AXIS = 42;

/** The rows, with what their axis says and their height, px. */
const ROWS: readonly (readonly [SweptMeasure, label: string, height: number])[] = [
  ["state", "states", 104],
  ["sliced", "SW1 (m)", 104],
  ["energy", "energy (m)", 76],
  ["peak", "output", 76],
  ["jumps", "jumps (%)", 52],
];

/** A network in a window: a column. */
interface Facet {
  readonly network: SweptNetwork;
  readonly window: QuiescentWindow;
  /** px */
  readonly left: number;
  readonly networks: readonly NoiseFactor[];
  readonly predictions: readonly PredictedFactor[];
}

/**
 * Fig. S3: a column a network and window, a row a measure, against the factor on the variance; at the foot
 * the variance at the factor 2 through quiescence.
 *
 * @param spectra of the updates of these networks, which predict a factor
 */
export function noiseFactorPanel(
  figure: string,
  measured: readonly NoiseFactor[],
  spectra: readonly UpdateSpectrum[],
): string {
  if (measured.length === 0) throw new Error("Cannot draw the noise factor: found no network");
  const facets = facetsOf(measured, spectra);
  const course = TOP + ROWS.reduce((sum, [, , height]) => sum + height + BETWEEN, 0) + AXIS;
  const foot = course + COURSE_HEIGHT + AXIS + 12;
  const head = {
    figure,
    title: "How much noise is best for replay?",
    description:
      "Distances of quiescence from activity, its largest output and its jumps against the factor on " +
      "the variance of its noise, early and late, in unbiased and biased networks, with the factors that " +
      "their updates predict; and the variance at the factor 2 through quiescence.",
  };
  return drawPanel(head, foot + 22 + 5.5 * NOTE, (document) => [
    ...facets.flatMap((facet) => drawFacet(document, facet)),
    ...facets.filter(({ window }) => window === "early").map(({ network, networks, left }) =>
      variancePlot(
        document,
        { left, top: course, width: 2 * COLUMN + GAP, height: COURSE_HEIGHT },
        network,
        networks,
      )
    ),
    ...legend(document, measured, foot),
    ...drawNotes(document, measured, facets, foot + 22),
  ], WIDTH);
}

function facetsOf(
  measured: readonly NoiseFactor[],
  spectra: readonly UpdateSpectrum[],
): Facet[] {
  return sweptNetworks.flatMap((network, pair) => {
    const networks = measured.filter((each) => each.network === network);
    const own = spectra.filter(({ kind, condition }) =>
      kind === "spatial" && condition === network
    );
    const predictions = predictedFactors(own);
    const start = LEFT + pair * (2 * COLUMN + GAP + WIDE_GAP);
    return quiescentWindows.map((window, i) => (
      { network, window, left: start + i * (COLUMN + GAP), networks, predictions }
    ));
  });
}

function drawFacet(document: SvgDocument, facet: Facet): SvgElement[] {
  const { network, window, left, networks } = facet;
  const factors = networks[0]!.factors; // every condition has networks
  const title = `${network}, ${window}`;
  let top = TOP;
  const rows = ROWS.map(([measure, label, height], row) => {
    const area = { left, top, width: COLUMN, height };
    top += height + BETWEEN;
    const last = row === ROWS.length - 1, first = window === "early";
    const domain = rangeOf(networks, measure);
    const lines = linesOf(networks, window, measure);
    const predicted = row === 0 ? predictionMarks(facet, factors, domain[1]) : undefined;
    return plot(document, area, {
      x: { domain: factorDomain(factors) },
      y: { domain },
      marks: [
        ...references(networks, measure, factors),
        ...lines.flatMap((line) => lineMarks(line, factors, domain[1])),
        ...predicted?.marks ?? [],
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
    }, [
      ...lines.map((line) => seriesOf(title, label, line, factors)),
      ...predicted?.series ?? [],
    ]);
  });
  const name = { x: left, y: TOP - 14, "font-size": FONT_SIZE.tick, "font-weight": "bold" };
  return [raisedName(document, title, name), ...rows];
}

/** Triangles at the top where the update's prediction holds: modes forget within the window. */
function predictionMarks(
  { network, window, networks, predictions }: Facet,
  factors: readonly number[],
  top: number,
): { readonly marks: Plot.Markish[]; readonly series: Series[] } {
  const { from, to } = networks[0]!.windows[window];
  const [low, high] = factorDomain(factors);
  const points = predictions
    .filter(({ factor, memory }) => factor > 0 && memory < to - from)
    .map((each) => ({ ...each, x: place(factors, each.factor), y: top }))
    .filter(({ x }) => x >= low && x <= high);
  return {
    marks: [Plot.dot(points, {
      x: "x",
      y: "y",
      dy: -4,
      r: 3.4,
      symbol: "triangle",
      rotate: 180,
      stroke: INK,
      strokeWidth: 1,
      fill: ({ band }: PredictedFactor) => band === "manifold" ? INK : "#ffffff",
    })],
    series: [{
      name: `${network.replace("^", "")}, ${window}: predicted by the update`,
      columns: ["", "factor 2 β", "discrete, k (2 − k) λ / s²", "1 / k, steps"],
      points: points.map(({ x, y, band, factor, discrete, memory }) => ({
        x,
        y,
        values: [band, factor, discrete, memory],
      })),
    }],
  };
}

/** Halves would overprint their neighbours. */
function tickText(factors: readonly number[]): (at: number) => string {
  return (at) => {
    const factor = factors.find((each) => place(factors, each) === at) ?? 0;
    return factor > 1 && factor % 1 !== 0 || factor === 3 ? "" : String(factor);
  };
}

function legend(
  document: SvgDocument,
  measured: readonly NoiseFactor[],
  y: number,
): SvgElement[] {
  const means = measured[0]!.sweeps.map(({ mean }) => mean); // the caller has found a network
  const samples = [
    ...means.map((kind) => ({
      stroke: SWEEP_STYLES[kind].colour,
      name: means.length === 1 ? "noise of mean 0" : SWEEP_STYLES[kind].name,
      dash: "none",
    })),
    { stroke: INK, name: "variance: first components", dash: "none" },
    { stroke: INK, name: "the rest", dash: "3,2" },
  ];
  return samples.flatMap(({ stroke, name, dash }, i) => {
    const x = LEFT + 175 * i;
    const line = { d: `M${x},${y}h20`, stroke, "stroke-width": 2, "stroke-dasharray": dash };
    return [
      element(document, "path", line),
      element(document, "text", { x: x + 26, y: y + 3.5, "font-size": FONT_SIZE.note }, name),
    ];
  });
}

/** What the signs mean, below all; and below each network what its update predicts. */
function drawNotes(
  document: SvgDocument,
  measured: readonly NoiseFactor[],
  facets: readonly Facet[],
  top: number,
): SvgElement[] {
  const seeds = new Set(measured.map(({ seed }) => seed)).size;
  const signs = [
    ...(seeds > 1
      ? [
        `thick: mean over ${seeds} networks; filled: not told from the best; ▴: a network leaves the axis`,
      ]
      : []),
    "band: floor; dashed: standing still, or the active level; grey bar: factor 2",
    "▼, ▽: 2 β, the factor that the update predicts for the manifold, and transverse to it, if windows are longer than 1 / k",
  ];
  const line = (note: string, x: number, row: number) =>
    raisedName(document, note, {
      x,
      y: top + NOTE * row,
      "font-size": FONT_SIZE.note,
      fill: GREY,
    });
  return [
    ...signs.map((note, i) => line(note, LEFT, i)),
    ...facets.filter(({ window }) => window === "early").flatMap(({ network, left, predictions }) =>
      predictions.map((each, i) =>
        line(
          `${network}, ${each.band}: 2 β = ${predictionText(each)}`,
          left,
          signs.length + i + 0.3,
        )
      )
    ),
  ];
}
