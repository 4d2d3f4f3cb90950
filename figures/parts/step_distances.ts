import type { Box } from "./box_plot.ts";
import { PHASE_COLOUR } from "./style.ts";

/** Networks trained with noise (NT) or deterministic (DT), and the phase. */
export const STEP_DISTANCE_GROUPS = [
  "NT active",
  "NT quiescent",
  "DT active",
  "DT quiescent",
  "DT noisy quiescent",
] as const;

/** Of one network and group: the mean step distance of each trajectory, m. */
export interface StepDistances {
  readonly group: typeof STEP_DISTANCE_GROUPS[number];
  readonly seed: number;
  readonly mean: readonly number[];
}

/** The boxes of Fig. C.4, the trajectories of all seeds pooled. */
export function stepDistanceBoxes(measured: readonly StepDistances[]): Box[] {
  return STEP_DISTANCE_GROUPS.map((group) => ({
    label: group.split(" "),
    values: measured.filter((each) => each.group === group).flatMap(({ mean }) => mean),
    colour: PHASE_COLOUR[group.endsWith("quiescent") ? "quiescent" : "active"],
    dots: "outliers",
  }));
}
