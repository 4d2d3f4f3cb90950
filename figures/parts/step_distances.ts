import { stepDistanceGroups } from "../../lib/results/step_distances.ts";
import type { StepDistanceGroup, StepDistances } from "../../lib/results/step_distances.ts";
import type { Box } from "./box_plot.ts";
import { PHASE_COLOUR } from "./style.ts";

const COLOURS: Readonly<Record<StepDistanceGroup, string>> = {
  "NT active": PHASE_COLOUR.active,
  "NT quiescent": PHASE_COLOUR.quiescent,
  "DT active": PHASE_COLOUR.active,
  "DT quiescent": PHASE_COLOUR.quiescent,
  "DT noisy quiescent": PHASE_COLOUR.quiescent,
};

/** The boxes of Fig. C.4, the trajectories of all seeds pooled. */
export function stepDistanceBoxes(measured: readonly StepDistances[]): Box[] {
  return stepDistanceGroups.map((group) => ({
    label: group.split(" "),
    values: measured.filter((each) => each.group === group).flatMap(({ mean }) => mean),
    colour: COLOURS[group],
    dots: "outliers",
  }));
}
