import { conditionNames } from "../../lib/results/total_variance.ts";
import type { TotalVariance } from "../../lib/results/total_variance.ts";
import type { Box } from "./box_plot.ts";
import { PHASE_COLOUR } from "./style.ts";

/** The boxes of Fig. 2f, one a condition, in the paper's order; every network is a dot. */
export function totalVarianceBoxes(measured: readonly TotalVariance[]): Box[] {
  return conditionNames.map((condition) => ({
    label: condition.split(" "),
    values: measured.filter((each) => each.condition === condition).map(({ value }) => value),
    colour: PHASE_COLOUR.quiescent,
    dots: "all",
  }));
}
