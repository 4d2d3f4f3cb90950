import { CELLS, FADED } from "../../lib/results/replay.ts";
import type { Caption, Ran } from "./caption.ts";
import { each, networks, sentences } from "./phrases.ts";

/** Fig. S3 and Table S7 (ours): the factor on the noise in quiescence, and other variants of it. */
export const noiseFactor = {
  figS3: (ran) => ({
    title: "How much noise is best for replay?",
    caption: sentences(
      "Not in the paper. Distance of quiescence from activity against the factor on the variance of " +
        "its noise; the grey bar is the paper's factor. Top: states on the leading components of " +
        "activity, sliced W2, in units of the spread of activity; below: smoothly decoded positions, " +
        "sliced W1 and energy distance, which are blind to how high activity is; then the largest " +
        "output beside activity's, and the share of steps longer than any active one. Networks of a " +
        "condition share an axis, which is that of means: a thin line that leaves it ends in a triangle.",
      "Grey band: the floor, a second active set; dashed: quiescence that stays at its start.",
      "Triangles above: the factor that the learned update predicts, 2 β, along the manifold (filled) " +
        "and transverse to it (open), where modes forget (1/k) within the window; discrete: " +
        "k (2 − k) λ / s² over the band.",
      "Foot: the variance over trajectories at the paper's factor (or the nearest one of the sweep) " +
        "relative to activity's: the curves need not be level, and nothing here takes quiescence to be stationary.",
      "As released, the factor also scales the mean of the noise; with the mean kept, it does not.",
      `Quiescence starts from the second active set, all factors with the same draws; early: the first ${
        each(ran.noiseFactors.map(({ early }) => early))
      } steps, late: the second half; distances take ${
        each(ran.noiseFactors.map(({ sampledSteps }) => sampledSteps))
      } evenly spaced steps of each trajectory.`,
      networks(ran) === 1
        ? "One network a condition."
        : `Thick: means over ${
          networks(ran)
        } networks; thin: each. The band is as wide as the SD of the ` +
          "floor. Filled: factors that are not told from the best, for the one-sided t bound of their " +
          "difference is below that SD.",
    ),
  }),
  tableS7: (ran) => ({
    title: "Momentum and adaptation on trained weights",
    caption: sentences(
      "Not in the paper; a sensitivity, no improvement. Momentum keeps a share (one less λ) of the last " +
        "step's velocity, its noise scaled by c but for the mean; adaptation raises each unit's threshold " +
        "to b times its activity. The forms are ours; λ, c and b as named. All start where the paper's " +
        "quiescence does, with the same draws of noise, smoothly decoded.",
      "SW1: sliced Wasserstein distance of positions from activity, beside its floor (a second active " +
        "set) and standing still; α: exponents of mean squared displacement at these lags; compression: " +
        "root mean squared displacement over activity's; peak: the largest output over activity's. " +
        `Covers: the share of ${CELLS} × ${CELLS} cells that a trajectory comes to, and that all do, in as ` +
        "many steps as are compared with activity (early: from the start of quiescence). –: the window is " +
        "too short, or nothing moves.",
      `†: in a network late quiescence jumps in more than ${
        100 * FADED.jumps
      } % of steps (by the most ` +
        `active cells) or has a peak outside ${FADED.low} to ${FADED.high}, and is hardly replay.`,
      networks(ran) === 1
        ? "One network a condition."
        : `Means over ${networks(ran)} networks, in brackets the SD in units of the last digit.`,
    ),
  }),
} as const satisfies Record<string, (ran: Ran) => Caption>;
