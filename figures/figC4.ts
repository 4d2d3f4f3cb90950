import type { Bias } from "../lib/conditions.ts";
import { readStepDistances } from "../lib/results/step_distances.ts";
import type { PanelAction } from "./kinds.ts";
import { boxPlotPanel } from "./parts/box_plot.ts";
import { writeDrawing } from "./parts/panel.ts";
import { pooledNote, stepDistanceBoxes } from "./parts/step_distances.ts";

/** Fig. C.4a: step distances of unbiased networks, by training and phase. */
export async function a(action: PanelAction<"stepDistance">): Promise<void> {
  await drawStepDistances(action, "figC4a", "unbiased");
}

/** Fig. C.4b: step distances of biased networks, by training and phase. */
export async function b(action: PanelAction<"stepDistance">): Promise<void> {
  await drawStepDistances(action, "figC4b", "biased");
}

async function drawStepDistances(
  action: PanelAction<"stepDistance">,
  figure: string,
  bias: Bias,
): Promise<void> {
  const measured = (await action.readAll("distances")).map(readStepDistances);
  const head = {
    figure,
    title: `Step distance, ${bias}`,
    description: `Box plots of the mean step distance of decoded trajectories, ${bias} networks: ` +
      "trained with noise or without, active and quiescent.",
  };
  const axis = {
    label: "mean step distance (m)",
    mayBeLogarithmic: true,
    one: "trajectory",
    note: pooledNote(measured),
  };
  await writeDrawing(action, boxPlotPanel(head, stepDistanceBoxes(measured), axis));
}
