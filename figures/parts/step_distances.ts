import { stepDistanceGroups } from "../../lib/results/step_distances.ts";
import type { StepDistances } from "../../lib/results/step_distances.ts";
import type { Box } from "./box_plot.ts";
import { PHASE_COLOUR } from "./style.ts";

/** The boxes of Fig. C.4, the trajectories of all seeds pooled. */
export function stepDistanceBoxes(measured: readonly StepDistances[]): Box[] {
  return stepDistanceGroups.map((group) => ({
    label: group.split(" "),
    values: measured.filter((each) => each.group === group).flatMap(({ mean }) => mean),
    colour: PHASE_COLOUR[group.endsWith("quiescent") ? "quiescent" : "active"],
    dots: "outliers",
  }));
}
