import type { Caption, CaptionSizes } from "../captions.ts";
import { drawn, positions } from "./maps.ts";
import { BOXES, mean, noise, phases } from "./phrases.ts";

/** Fig. 2: biased networks, and comparisons of conditions. */
export const figure2 = {
  fig2a: (sizes) => drawn(sizes, "active", "biased"),
  fig2b: (sizes) => drawn(sizes, "quiescent", "biased"),
  fig2c: (sizes) => positions(sizes, "active", "biased"),
  fig2d: (sizes) => positions(sizes, "quiescent", "biased"),
  fig2e: (sizes) => ({
    title: "Divergence of quiescent from active distributions",
    caption:
      "KL divergence (nats) of the decoded positions of each quiescent distribution (columns) " +
      "from each active one (rows): networks trained unbiased (U) or biased (B), with noise " +
      "(σ) or without, random networks (R), and the true uniform distribution. Estimated at " +
      `${sizes.divergence.points} points drawn from the quiescent density, the log ratio clipped to ` +
      `±7 ln 10; densities from ${phases(sizes.divergence)}. ${mean(sizes)} † The uniform column ` +
      "uses the joint density 1/4.84 per m²; the released code's value, ln 2.2 higher, is below " +
      `it. ${noise(sizes)}`,
  }),
  fig2f: (sizes) => {
    const { trajectories, steps, dropped } = sizes.totalVariance;
    return {
      title: "Total variance in quiescence",
      caption:
        "Variance over time of the decoded position (ddof 1), summed over x and y, averaged " +
        `over ${trajectories} quiescent trajectories of ${steps} steps of which the first ` +
        `${dropped} are dropped. Dots: networks (${sizes.networks} a condition). ` +
        `${BOXES} (no box below 3 networks). ${noise(sizes)}`,
    };
  },
} as const satisfies Record<string, (sizes: CaptionSizes) => Caption>;
