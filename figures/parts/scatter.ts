import * as Plot from "@observablehq/plot";
import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { PanelAction } from "../kinds.ts";
import { rampColour } from "./colour.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { axisMarks, componentAxes } from "./map_axes.ts";
import { drawPanel, type PanelHead, type PhaseView } from "./panel.ts";
import { heightWithRamp, plot, type PlotArea, squareArea } from "./plot.ts";
import { FONT_SIZE, GREY, PANEL_WIDTH, PHASE_COLOUR, RANGE_MARGIN } from "./style.ts";
import { everyUpTo, type Tracks, tracksElement } from "./values.ts";

export interface ScatterParameters {
  /** Draws every n-th trajectory, from the first. */
  readonly everyTrajectory: number;
  /** Draws every n-th step of those, from step `fromStep` (0 is the first). */
  readonly fromStep: number;
  readonly everyStep: number;
}

/** What the colours of states stand for. */
export interface Colouring {
  /** What the value is, with its unit. */
  readonly name: string;
  /** Shape of what the states decode to, to be checked against theirs: [n, T] or [n, T, 2]. */
  readonly shape: readonly number[];
  readonly stops: readonly string[];
  /** What the first and the last colour stand for. */
  readonly domain: readonly [number, number];
  /** Value of the state of trajectory i at step t, being the (i T + t)-th. */
  value(state: number): number;
  /** `clipped`: whether larger values than the domain's were drawn. */
  legend(document: SvgDocument, area: PlotArea, clipped: boolean): SvgElement;
}

export interface ScatterArrays {
  readonly projection: NdArray;
  /** The projections of all phases that share the axes. */
  readonly axesFrom: readonly NdArray[];
}

/** What identifies a panel of a phase's states, coloured by something decoded. */
export function scatterHead({ figure, phase }: PhaseView, by: string): PanelHead {
  return {
    figure,
    title: phase === "active" ? "Active" : "Quiescent",
    titleColour: PHASE_COLOUR[phase],
    description: `States on the first two principal components, ${phase} phase, coloured by ${by}.`,
  };
}

/** Reads the states of a scatter panel and those that set its axes. */
export async function readScatter(
  action: PanelAction<"scatter"> | PanelAction<"bearingScatter">,
): Promise<ScatterArrays> {
  const [projection, axesFrom] = await Promise.all([
    action.read("projection"),
    action.readAll("axesFrom"),
  ]);
  const read = (bytes: Uint8Array) => readNpy(bytes, Float32Array, [null, null, 2]);
  return { projection: read(projection), axesFrom: axesFrom.map(read) };
}

/**
 * States on two principal components (`projection`, [n, T, 2]), coloured by what they decode to.
 * The axes span the range of all of `axesFrom` and 10 % more on each side, so that
 * two phases can share them; how many points lie beyond, if any, is written at the top.
 */
export function scatterPanel(
  head: PanelHead,
  arrays: ScatterArrays,
  colouring: Colouring,
  parameters: ScatterParameters,
): string {
  const axes = componentAxes(range(arrays.axesFrom, 0), range(arrays.axesFrom, 1));
  const [low, high] = colouring.domain;
  const drawn = selected(arrays.projection, parameters);
  const points = select(arrays.projection, colouring, drawn);
  const inside = points.filter(({ x, y }) =>
    x >= axes.x[0] && x <= axes.x[1] && y >= axes.y[0] && y <= axes.y[1]
  );
  const area = squareArea(PANEL_WIDTH.quarter);
  return drawPanel(head, heightWithRamp(area), (document) => [
    plot(document, area, {
      x: { domain: axes.x },
      y: { domain: axes.y },
      marks: [
        Plot.dot(inside, {
          x: "x",
          y: "y",
          r: inside.length > 2000 ? 0.8 : 1.3,
          fill: (d: Point) => rampColour(colouring.stops, (d.value - low) / (high - low)),
          fillOpacity: 0.85,
        }),
        ...axisMarks(axes),
      ],
    }),
    colouring.legend(document, area, inside.some(({ value }) => value > high)),
    ...outsideNote(document, points.length - inside.length, points.length),
    tracksElement(document, {
      columns: ["PC 1 (a.u.)", "PC 2 (a.u.)", colouring.name],
      ...drawn,
      values: Float32Array.from(points.flatMap(({ x, y, value }) => [x, y, value])),
    }),
  ], PANEL_WIDTH.quarter);
}

/** Says at the top right how many of the points lie beyond the axes. */
function outsideNote(document: SvgDocument, outside: number, all: number): SvgElement[] {
  if (outside === 0) return [];
  const text = `${outside} of ${all} outside`;
  const place = {
    x: PANEL_WIDTH.quarter - 4,
    y: 13,
    "text-anchor": "end",
    "font-size": FONT_SIZE.note,
  };
  return [element(document, "text", { ...place, fill: GREY }, text)];
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Which states are drawn. */
function selected(
  { shape }: NdArray,
  { everyTrajectory, fromStep, everyStep }: ScatterParameters,
): Pick<Tracks, "trajectories" | "steps"> {
  return {
    trajectories: everyUpTo(shape[0]!, everyTrajectory),
    steps: everyUpTo(shape[1]!, everyStep, fromStep),
  };
}

function select(
  projection: NdArray,
  colouring: Colouring,
  drawn: Pick<Tracks, "trajectories" | "steps">,
): Point[] {
  const [n, steps] = [projection.shape[0]!, projection.shape[1]!];
  if (colouring.shape[0] !== n || colouring.shape[1] !== steps) {
    throw new Error(
      `Cannot colour states: projection is [${projection.shape}], decoded is [${colouring.shape}]`,
    );
  }
  const points: Point[] = [];
  for (const i of drawn.trajectories) {
    for (const t of drawn.steps) {
      const state = i * steps + t;
      points.push({
        x: projection.data[2 * state]!,
        y: projection.data[2 * state + 1]!,
        value: colouring.value(state),
      });
    }
  }
  return points;
}

/** Smallest and largest value of one coordinate of [n, T, 2], a tenth of their distance added to both. */
function range(phases: readonly NdArray[], coordinate: 0 | 1): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { data } of phases) {
    for (let at = coordinate; at < data.length; at += 2) {
      low = Math.min(low, data[at]!);
      high = Math.max(high, data[at]!);
    }
  }
  const margin = RANGE_MARGIN * (high - low);
  return [low - margin, high + margin];
}
