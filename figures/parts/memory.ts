import * as Plot from "@observablehq/plot";
import type { Memory, StartsFrom } from "../../lib/results/memory.ts";
import { FADED } from "../../lib/results/replay.ts";
import { mean } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { numberText, roundTicks } from "./number_text.ts";
import { drawPanel } from "./panel.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { raisedName } from "./raised_name.ts";
import { FONT_SIZE, GREY, INK, PHASE_COLOUR } from "./style.ts";
import { seriesOf } from "./values.ts";

const WIDTH = 720;
const COLUMNS = 4;
const LEFT = 54;
const GAP = 50;
const TOP = 66;
const HEIGHT = 92;
const BETWEEN = 12;
const ROW = 2 * HEIGHT + BETWEEN + 96;

const STARTS = ["own", "centre"] as const satisfies readonly StartsFrom[];
const COLOURS: Readonly<Record<StartsFrom, string>> = {
  own: PHASE_COLOUR.quiescent,
  centre: "#6a3d9a",
};
const POPULATIONS: Readonly<Record<Memory["population"], string>> = {
  spatial: "",
  gru: "GRU, ",
  headDirection: "head direction, ",
};

/** Fig. S4: memory of the start above, distance from activity below, network by network. */
export function memoryPanel(figure: string, measured: readonly Memory[]): string {
  if (measured.length === 0) throw new Error("Cannot draw memory: found no network");
  const facets = [
    ...Map.groupBy(
      measured,
      ({ population, network }) => `${POPULATIONS[population]}${network}`,
    ),
  ];
  const farthest = {
    plane: farthestOf(measured.filter(({ population }) => population !== "headDirection")),
    circle: farthestOf(measured.filter(({ population }) => population === "headDirection")),
  };
  const head = {
    figure,
    title: "How much of quiescence is memory of its start?",
    description: "Above: how well the start predicts where quiescence is, over time. Below: the " +
      "distance of quiescence from activity, from its own starts and from starts about the centre, " +
      "beside standing still and a second active set.",
  };
  const rows = Math.ceil(facets.length / COLUMNS);
  return drawPanel(head, TOP + ROW * rows - 18, (document) => [
    ...legend(document),
    ...facets.flatMap(([name, networks], i) => {
      const circle = networks[0]!.population === "headDirection"; // a group has at least one
      return facet(document, i, {
        name,
        networks,
        farthest: farthest[circle ? "circle" : "plane"],
      });
    }),
  ], WIDTH);
}

interface Facet {
  readonly name: string;
  /** One a seed. */
  readonly networks: readonly Memory[];
  /** End of the axis of distances. */
  readonly farthest: number;
}

function farthestOf(measured: readonly Memory[]): number {
  return 1.08 * Math.max(...measured.flatMap(({ distance, frozen, floor }) => [
    ...distance.own,
    ...distance.centre,
    frozen.own.distance,
    frozen.centre.distance,
    floor.distance,
  ]));
}

function facet(document: SvgDocument, i: number, facet: Facet): SvgElement[] {
  const width = (WIDTH - LEFT - 14 - GAP * (COLUMNS - 1)) / COLUMNS;
  const left = LEFT + (i % COLUMNS) * (width + GAP);
  const top = TOP + ROW * Math.floor(i / COLUMNS);
  const above = { left, top, width, height: HEIGHT };
  const below = { ...above, top: top + HEIGHT + BETWEEN };
  const style = { x: left, y: top - 8, "font-size": FONT_SIZE.tick, "font-weight": "bold" };
  return [
    raisedName(document, facet.name, style),
    memoryPlot(document, above, facet, i % COLUMNS === 0),
    distancePlot(document, below, facet, i % COLUMNS === 0),
    ...lateDivergences(document, { ...below, top: below.top + HEIGHT + 47 }, facet.networks),
  ];
}

function memoryPlot(
  document: SvgDocument,
  area: PlotArea,
  { name, networks }: Facet,
  first: boolean,
): SvgElement {
  const circle = networks[0]!.population === "headDirection";
  const label = circle ? "alike turned" : "R² on the start";
  const curves = STARTS.map((start) => ({
    start,
    all: networks.map(({ steps, memory }) => pointsOf(steps, memory[start])),
  }));
  return plot(
    document,
    area,
    {
      x: { domain: [0, last(networks)] },
      y: { domain: [0, 1.04] },
      marks: [
        ...curves.flatMap(({ start, all }) => lines(all, COLOURS[start])),
        ...xAxis({ label: "", ticks: ticksOf(networks), tickFormat: () => "" }),
        ...yAxis({ label: first || circle ? label : "", ticks: [0, 0.5, 1], labelOffset: 38 }),
      ],
    },
    curves.map(({ start, all }) =>
      seriesOf(`${name}, ${start} starts`, ["quiescent step", label], average(all))
    ),
  );
}

function distancePlot(
  document: SvgDocument,
  area: PlotArea,
  { name, networks, farthest }: Facet,
  first: boolean,
): SvgElement {
  const circle = networks[0]!.population === "headDirection";
  const label = circle ? "W₁ (rad)" : "sliced W₁ (m)";
  const curves = STARTS.map((start) => ({
    start,
    all: networks.map(({ steps, distance }) => pointsOf(steps, distance[start])),
    still: mean(networks.map(({ frozen }) => frozen[start].distance)),
  }));
  const floor = mean(networks.map(({ floor }) => floor.distance));
  return plot(
    document,
    area,
    {
      x: { domain: [0, last(networks)] },
      y: { domain: [0, farthest] },
      marks: [
        Plot.ruleY([floor], { stroke: GREY, strokeWidth: 1.2 }),
        ...curves.map(({ start, still }) =>
          Plot.ruleY([still], {
            stroke: COLOURS[start],
            strokeWidth: 1.2,
            strokeDasharray: "2,2.5",
          })
        ),
        ...curves.flatMap(({ start, all }) => lines(all, COLOURS[start])),
        ...xAxis({ label: "quiescent step", ticks: ticksOf(networks) }),
        ...yAxis({
          label: first || circle ? label : "",
          ticks: roundTicks(0, farthest, 4),
          labelOffset: 38,
        }),
      ],
    },
    curves.map(({ start, all }) =>
      seriesOf(`${name}, ${start} starts`, ["quiescent step", label], average(all))
    ),
  );
}

type Point = readonly [x: number, y: number];

/** Without the steps where nothing is defined. */
function pointsOf(steps: readonly number[], values: readonly (number | null)[]): Point[] {
  return steps.flatMap((step, i): Point[] => {
    const value = values[i] ?? null;
    return value === null ? [] : [[step, value]];
  });
}

/** A thin line a network, where there are several, and a thick one of their mean. */
function lines(all: readonly (readonly Point[])[], stroke: string): Plot.Markish[] {
  const line = (points: readonly Point[], strokeWidth: number, strokeOpacity: number) =>
    Plot.line(points, { x: "0", y: "1", stroke, strokeWidth, strokeOpacity });
  return [
    ...(all.length === 1 ? [] : all.map((points) => line(points, 0.7, 0.45))),
    line(average(all), 1.7, 1),
  ];
}

/** Means over networks, at the steps that all of them have. */
function average(all: readonly (readonly Point[])[]): Point[] {
  const values = Map.groupBy(all.flat(), ([step]) => step);
  return [...values].filter(([, found]) => found.length === all.length)
    .map(([step, found]): Point => [step, mean(found.map(([, value]) => value))]);
}

const last = (networks: readonly Memory[]): number =>
  Math.max(...networks.map(({ steps }) => steps.at(-1) ?? 0));

const ticksOf = (networks: readonly Memory[]): number[] => roundTicks(0, last(networks), 3);

/** What late quiescence diverges from activity, and in brackets what standing still does. */
function lateDivergences(
  document: SvgDocument,
  { left, top }: PlotArea,
  networks: readonly Memory[],
): SvgElement[] {
  if (networks[0]!.population === "headDirection") return [];
  return STARTS.map((start, i) => {
    const late = meanOf(networks.map((network) => network.late[start].kl));
    const still = meanOf(networks.map(({ frozen }) => frozen[start].kl));
    const faded = networks.some((network) => {
      const { jumps, peak } = network.late[start];
      return jumps > FADED.jumps || peak < FADED.low || peak > FADED.high;
    });
    const mark = faded ? " †" : "";
    return element(document, "text", {
      x: left - 6,
      y: top + 12 * i,
      "font-size": FONT_SIZE.note,
      fill: COLOURS[start],
    }, `KL, ${start}: ${late}${mark} (still ${still})`);
  });
}

/** "0.46", or "–" where a network has no density. */
function meanOf(values: readonly (number | null)[]): string {
  const known = values.flatMap((value) => value ?? []);
  return known.length < values.length ? "–" : numberText(mean(known), 2);
}

function legend(document: SvgDocument): SvgElement[] {
  const samples = [
    { name: "from its own starts", stroke: COLOURS.own, dashes: "none" },
    { name: "from starts about the centre", stroke: COLOURS.centre, dashes: "none" },
    { name: "standing still there", stroke: INK, dashes: "2,2.5" },
    { name: "second active set", stroke: GREY, dashes: "none" },
  ];
  let x = LEFT;
  return samples.flatMap(({ name, stroke, dashes }) => {
    const at = x;
    x += 40 + 5.6 * name.length;
    return [
      element(document, "path", {
        d: `M${at},34h18`,
        stroke,
        "stroke-width": 2,
        "stroke-dasharray": dashes,
      }),
      element(document, "text", { x: at + 23, y: 37.5, "font-size": FONT_SIZE.note }, name),
    ];
  });
}
