import * as Plot from "@observablehq/plot";
import { readAngularVelocities } from "../../lib/results/angular_velocities.ts";
import type { AngularVelocities } from "../../lib/results/angular_velocities.ts";
import type { PanelAction } from "../kinds.ts";
import { bearingHead, type BearingView } from "./bearing_path.ts";
import { element } from "./document.ts";
import { numberText, roundTicks } from "./number_text.ts";
import { drawPanel, writeDrawing } from "./panel.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { FONT_SIZE, GREY, INK, PANEL_WIDTH, PHASE_COLOUR } from "./style.ts";

/** What is drawn of the velocities, rad a step. */
export interface VelocityHistogramParameters {
  readonly low: number;
  readonly high: number;
}

const AREA: PlotArea = { left: 46, top: 64, width: 186, height: 130 };

/** Draws the angular velocities of a condition. */
export async function drawVelocities(
  action: PanelAction<"velocity">,
  view: BearingView,
): Promise<void> {
  const velocities = readAngularVelocities(await action.read("velocity"));
  await writeDrawing(action, velocityHistogramPanel(view, velocities, action.parameters));
}

/** Histogram of angular velocities with a dashed line at their mean. */
export function velocityHistogramPanel(
  view: BearingView,
  { edges, proportion, mean, released }: AngularVelocities,
  { low, high }: VelocityHistogramParameters,
): string {
  if (edges.length !== proportion.length + 1) {
    throw new Error(
      `Cannot draw velocities: found ${edges.length} edges of ${proportion.length} bins`,
    );
  }
  const bins = proportion.map((share, i) => ({ from: edges[i]!, to: edges[i + 1]!, share }));
  const shown = bins.filter(({ from, to }) => to > low && from < high);
  const outside = 1 - shown.reduce((sum, { share }) => sum + share, 0);
  const top = Math.max(...shown.map(({ share }) => share), 0) * 1.08 || 1;
  const notes = [
    { text: `mean ${signed(mean)} rad/step`, fill: INK, size: FONT_SIZE.tick },
    { text: `released code's ${signed(released.mean)}`, fill: GREY, size: FONT_SIZE.note },
    ...(outside > 5e-4
      ? [{
        text: `${numberText(100 * outside, 1)} % beyond the axis`,
        fill: GREY,
        size: FONT_SIZE.note,
      }]
      : []),
  ];
  return drawPanel(bearingHead(view, "Histogram of angular velocity"), 232, (document) => [
    plot(document, AREA, {
      x: { domain: [low, high] },
      y: { domain: [0, top] },
      marks: [
        Plot.rect(shown, {
          x1: "from",
          x2: "to",
          y1: 0,
          y2: "share",
          fill: PHASE_COLOUR[view.phase],
          clip: true,
        }),
        ...(mean >= low && mean <= high
          ? [Plot.ruleX([mean], { stroke: INK, strokeWidth: 1.2, strokeDasharray: "4,3" })]
          : []),
        ...xAxis({ label: "angular velocity (rad/step)", ticks: roundTicks(low, high, 5) }),
        ...yAxis({ label: "proportion", ticks: roundTicks(0, top, 5), labelOffset: 39 }),
      ],
    }, [{
      name: "",
      columns: ["from (rad/step)", "to", "proportion"],
      points: shown.map(({ from, to, share }) => ({
        x: (from + to) / 2,
        y: share,
        values: [from, to, share],
      })),
    }]),
    ...notes.map(({ text, fill, size }, i) =>
      element(document, "text", {
        x: PANEL_WIDTH.third - 8,
        y: 28 + 13 * i,
        "text-anchor": "end",
        "font-size": size,
        fill,
      }, text)
    ),
  ], PANEL_WIDTH.third);
}

function signed(value: number): string {
  const text = numberText(value, 4);
  return value > 0 ? `+${text}` : text;
}
