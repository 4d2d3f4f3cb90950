import type { Box } from "./box_plot.ts";
import { GREY, PHASE_COLOUR } from "./style.ts";

export const CONDITIONS = [
  "noiseless unbiased",
  "noiseless biased",
  "noisy unbiased",
  "noisy biased",
] as const;

/** The total variance of one network's quiescent decoded positions. */
export interface TotalVariance {
  readonly condition: typeof CONDITIONS[number];
  readonly seed: number;
  /** m^2 */
  readonly value: number;
}

/** The boxes of Fig. 2f, one a condition, in the paper's order; every network is a dot. */
export function totalVarianceBoxes(measured: readonly TotalVariance[]): Box[] {
  return CONDITIONS.map((condition) => ({
    label: condition.split(" "),
    values: measured.filter((each) => each.condition === condition).map(({ value }) => value),
    colour: condition.startsWith("noisy") ? PHASE_COLOUR.quiescent : GREY,
    dots: "all",
  }));
}
