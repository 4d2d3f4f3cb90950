import type { NdArray } from "../../lib/array.ts";
import { foldAngle } from "../../lib/stats/circular.ts";
import type { PanelAction } from "../kinds.ts";
import { readBearings } from "./bearings.ts";
import { element } from "./document.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel, type PhaseView, writeDrawing } from "./panel.ts";
import { type PolarArea, polarArea, polarGrid, polarLabels, polarPoint } from "./polar_axes.ts";
import { PANEL_WIDTH, PAPER, PHASE_COLOUR, PHASE_SHADES } from "./style.ts";
import { everyUpTo, tracksElement } from "./values.ts";

export interface BearingPathParameters {
  /** Draws the first `steps`. */
  readonly steps: number;
  /** Which of the trajectories, from 0. */
  readonly trajectory: number;
}

export interface BearingView extends PhaseView {
  readonly biased: boolean;
}

/** Draws the bearing of one trajectory over time. */
export async function drawBearingPath(
  action: PanelAction<"bearingPath">,
  view: BearingView,
): Promise<void> {
  await writeDrawing(action, bearingPathPanel(view, await readBearings(action), action.parameters));
}

/** Decoded bearing of one trajectory ([n, T], rad) from the centre, its start, outwards in time. */
export function bearingPathPanel(
  view: BearingView,
  { shape, data }: NdArray,
  { steps, trajectory }: BearingPathParameters,
): string {
  const [n, length] = [shape[0]!, shape[1]!];
  if (steps > length || trajectory >= n) {
    throw new Error(
      `Cannot draw ${steps} steps of trajectory ${trajectory}: found ${n} of ${length} steps`,
    );
  }
  const path = data.subarray(trajectory * length, trajectory * length + steps);
  const radiusOf = (step: number) => step / Math.max(steps - 1, 1);
  const rings = roundTicks(0, steps, 4).filter((step) => step > 0 && step <= steps)
    .map((step) => ({ radius: Math.min(radiusOf(step), 1), text: String(step) }));
  const notes = ["rings: step"];
  const area = polarArea(PANEL_WIDTH.third, notes.length);
  const [start, end] = [polarPoint(area, path[0]!, radiusOf(0)), polarPoint(area, path.at(-1)!, 1)];
  const colour = PHASE_COLOUR[view.phase];
  const dark = PHASE_SHADES[view.phase][0]!;
  return drawPanel(bearingHead(view, "Bearing"), area.height, (document) => [
    ...polarGrid(document, area, rings),
    element(document, "path", {
      d: spiral(area, path, radiusOf),
      fill: "none",
      stroke: colour,
      "stroke-width": 1,
      "stroke-linejoin": "round",
    }),
    element(document, "circle", {
      cx: start[0],
      cy: start[1],
      r: 2.6,
      fill: PAPER,
      stroke: dark,
      "stroke-width": 1,
    }),
    element(document, "path", {
      d: `M${end[0]},${end[1] - 3.4}l3,5.4h-6Z`,
      fill: dark,
      stroke: PAPER,
      "stroke-width": 0.5,
    }),
    ...polarLabels(document, area, rings, notes),
    tracksElement(document, {
      columns: ["bearing (rad)"],
      trajectories: [trajectory],
      steps: everyUpTo(steps, 1),
      values: Float32Array.from(path),
    }),
  ], PANEL_WIDTH.third);
}

/** The shorter way round between steps, in arcs so fine that they look round. */
function spiral(
  area: PolarArea,
  path: ArrayLike<number>,
  radiusOf: (step: number) => number,
): string {
  const points = [polarPoint(area, path[0]!, radiusOf(0))];
  for (let t = 1; t < path.length; t++) {
    const turn = foldAngle(path[t]! - path[t - 1]!);
    const parts = Math.max(1, Math.ceil(Math.abs(turn) / 0.1));
    for (let k = 1; k <= parts; k++) {
      const share = k / parts;
      points.push(polarPoint(area, path[t - 1]! + turn * share, radiusOf(t - 1 + share)));
    }
  }
  return "M" + points.map((point) => point.join()).join("L");
}

/** Letter, title and description of a panel of Fig. C.5. */
export function bearingHead({ figure, phase, biased }: BearingView, what: string) {
  const Phase = phase === "active" ? "Active" : "Quiescent";
  const bias = biased ? "biased" : "unbiased";
  return {
    figure,
    title: `${Phase}, ${bias}`,
    titleColour: PHASE_COLOUR[phase],
    description: `${what} of a head direction network trained ${bias}, ${phase} phase.`,
  };
}
