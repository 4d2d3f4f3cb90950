import { HIGHEST_RATIO } from "../../lib/stats/kl_divergence.ts";
import { FEWEST_FOR_A_BOX } from "../parts/style.ts";
import type { Caption, Ran } from "./caption.ts";
import { drawn, positions } from "./maps.ts";
import { bothPhases, BOXES, each, mean, networks, sentences, sizeOf } from "./phrases.ts";

/** Fig. 2: biased networks, and comparisons of conditions. */
export const figure2 = {
  fig2a: (ran) => drawn(ran, "active"),
  fig2b: (ran) => drawn(ran, "quiescent"),
  fig2c: (ran) => positions(ran, "active"),
  fig2d: (ran) => positions(ran, "quiescent"),
  fig2e: (ran) => {
    const areas = ran.divergences.map(({ boxWidth, boxHeight }) => boxWidth * boxHeight);
    const side = each(ran.divergences.map(({ boxHeight }) => boxHeight));
    return {
      title: "Divergence of quiescent from active distributions",
      caption: sentences(
        "KL divergence (nats) of the decoded positions of each quiescent distribution (columns) " +
          "from each active one (rows): networks trained unbiased (U) or biased (B), with noise " +
          "(σ) or without, random networks (R), and the true uniform distribution. Estimated at " +
          `${each(ran.divergences.map(({ points }) => points))} points drawn from the quiescent ` +
          `density, the log ratio clipped to ±${
            Math.log(HIGHEST_RATIO).toPrecision(3)
          }; densities from ` +
          `${bothPhases(ran)}.`,
        mean(ran),
        "† The uniform column uses the joint density " +
          `1/${
            each(areas.map((area) => Number(area.toPrecision(6))))
          } per m²; the released code's ` +
          `value, ln ${side} higher, is below it.`,
      ),
    };
  },
  fig2f: (ran) => ({
    title: "Total variance in quiescence",
    caption: sentences(
      "Variance over time of the decoded position (ddof 1), summed over x and y, averaged over " +
        `${sizeOf(ran.phases)} of quiescence, of which steps ` +
        `${each(ran.totalVariances.map(({ from }) => from))} to ` +
        `${each(ran.totalVariances.map(({ to }) => to))} count. Dots: networks ` +
        `(${networks(ran)} a condition). ${
          networks(ran) < FEWEST_FOR_A_BOX ? "Lines: their medians" : BOXES
        }.`,
    ),
  }),
} as const satisfies Record<string, (ran: Ran) => Caption>;
