import { conditionNames } from "../../lib/results/total_variance.ts";
import type { ConditionName, TotalVariance } from "../../lib/results/total_variance.ts";
import type { Box } from "./box_plot.ts";
import { GREY, PHASE_COLOUR } from "./style.ts";

/** Networks trained without noise are grey. */
const COLOURS: Readonly<Record<ConditionName, string>> = {
  "noiseless unbiased": GREY,
  "noiseless biased": GREY,
  "noisy unbiased": PHASE_COLOUR.quiescent,
  "noisy biased": PHASE_COLOUR.quiescent,
};

/** The boxes of Fig. 2f, one a condition, in the paper's order; every network is a dot. */
export function totalVarianceBoxes(measured: readonly TotalVariance[]): Box[] {
  return conditionNames.map((condition) => ({
    label: condition.split(" "),
    values: measured.filter((each) => each.condition === condition).map(({ value }) => value),
    colour: COLOURS[condition],
    dots: "all",
  }));
}
