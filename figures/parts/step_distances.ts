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

/** What the values of a box are: "each box: 400 trajectories, of 2 networks pooled". */
export function pooledNote(measured: readonly StepDistances[]): string {
  const groups = [...Map.groupBy(measured, ({ group }) => group).values()];
  const counts = groups.map((members) => members.flatMap(({ mean }) => mean).length);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const networks = new Set(measured.map(({ seed }) => seed)).size;
  const pooled = networks === 1 ? "of one network" : `of ${networks} networks pooled`;
  return `each box: ${fewest === most ? most : `${fewest} to ${most}`} trajectories, ${pooled}`;
}
