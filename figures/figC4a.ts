import { decodeJson } from "../lib/files/json.ts";
import { boxPlotPanel } from "./parts/box_plot.ts";
import type { FigureAction, NoParameters } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { stepDistanceBoxes, type StepDistances } from "./parts/step_distances.ts";

export type Parameters = NoParameters;
/** "distances": list of json StepDistances, one a network and group. */
export type Input = "distances";

/** Fig. C.4a: step distances of unbiased networks, by training and phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const files = await action.readAll("distances");
  // The stage of the step distance wrote them.
  const measured = files.map((bytes) => decodeJson(bytes) as StepDistances);
  const head = {
    figure: "figC4a",
    letter: "a",
    title: "Step distance, unbiased",
    description:
      "Box plots of the mean step distance of decoded trajectories, unbiased networks: " +
      "trained with noise or without, active and quiescent.",
  };
  const axis = { label: "mean step distance (m)", mayBeLogarithmic: true };
  await publish(action, boxPlotPanel(head, stepDistanceBoxes(measured), axis));
}
