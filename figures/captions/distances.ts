import { bandwidthFactors } from "../../lib/results/bandwidths.ts";
import { BINS } from "../../lib/stats/circular_wasserstein.ts";
import { PERMUTATIONS, STANDING } from "../../lib/stats/energy_distance.ts";
import { DIRECTIONS, QUANTILES } from "../../lib/stats/sliced_wasserstein.ts";
import { SIGNIFICANT } from "../parts/distance_table.ts";
import type { Caption, Ran } from "./caption.ts";
import { bothPhases, each, mean, networks, sentences, windows } from "./phrases.ts";

/** Fig. S5 (ours): distances without a density. */
export const distances = {
  figS5a: (ran) => ({
    title: "Fig. 2e without a density",
    caption: sentences(
      "Not in the paper. KL divergences as in Fig. 2e, and sliced Wasserstein distances W1, which need no " +
        "bandwidth and clip nothing: of the same quiescence (columns) from activity (rows), over " +
        `${DIRECTIONS} directions and ${QUANTILES} quantiles along each. ${INDEPENDENT} ${CONTROLS} ` +
        `${windows(ran)}. From ${bothPhases(ran)}.`,
      mean(ran),
      "Rank correlation: Spearman's, over the cells of Fig. 2e.",
    ),
  }),
  figS5b: (ran) => ({
    title: "Distances without a density, in numbers",
    caption: sentences(
      "Sliced Wasserstein distances (SW1, SW2), and energy distances with their test: " +
        `${PERMUTATIONS} permutations of whole trajectories over both sets, for each of which ` +
        `${STANDING} points stand and none is compared with itself; in how many networks p is below ` +
        `${SIGNIFICANT}. The uniform distribution has no trajectories, and so no test. ` +
        `${INDEPENDENT} ${CONTROLS} ${windows(ran)}. From ${bothPhases(ran)}.`,
      spread(ran),
    ),
  }),
  figS5c: (ran) => ({
    title: "Divergences and the bandwidth of their densities",
    caption: sentences(
      "KL divergences as in Fig. 2e; and of both phases thinned to equally many points, with Scott's " +
        `bandwidth multiplied by ${bandwidthFactors.join(", ")}, at ${each(ran.bandwidthPoints)} ` +
        `points; and the share of log ratios that were clipped. ${CONTROLS} All steps.`,
      spread(ran),
    ),
  }),
  figS5d: (ran) => ({
    title: "Distances of bearings",
    caption: sentences(
      "Wasserstein distance W1 along the circle of decoded quiescent bearings from active ones, exact " +
        `for ${BINS} bins. ${INDEPENDENT} ${CONTROLS} ${windows(ran)}. From ${bothPhases(ran)}.`,
      spread(ran),
    ),
  }),
} as const satisfies Record<string, (ran: Ran) => Caption>;

/** Else trajectories that share their starts would be compared, and be closer than chance allows. */
const INDEPENDENT =
  "Quiescence is that of the paper's figures; as it starts like their active set, " +
  "distances are from a second one, which is independent.";

const CONTROLS =
  "Floor: one active set of each network from the other; frozen: quiescence that stays " +
  "at its start.";

function spread(ran: Ran): string {
  const count = networks(ran);
  return count === 1
    ? "One network a condition."
    : `Means over ${count} networks; in brackets the SD in units of the last digit.`;
}
