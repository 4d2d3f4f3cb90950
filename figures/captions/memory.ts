import { FADED } from "../../lib/results/replay.ts";
import { NEAR_CENTRE, NEAR_ZERO } from "../../lib/tasks/starts.ts";
import type { Caption, Ran } from "./caption.ts";
import { bothPhases, each, networks, sentences } from "./phrases.ts";

/** Fig. S4 (ours). */
export const memory = {
  figS4: (ran) => ({
    title: "How much of quiescence is memory of its start?",
    caption: sentences(
      "Not in the paper. Quiescence starts where activity may be, so a network that does nothing matches it: " +
        "no match is evidence unless it is better than standing still, or is reached from elsewhere.",
      "Top: R² of the smoothly decoded position, regressed linearly on where it started; of bearings the " +
        "length of the mean vector of turns since the start.",
      "Bottom: distance of the points at a step from all of activity (of the set that shares no start with " +
        "quiescence): first-order sliced Wasserstein, on the circle exact; dotted: of the starts, repeated; " +
        "grey: of the other active set, all its steps at once, which single steps, of a point a trajectory, " +
        "do not quite reach.",
      "Red: starts as in the paper, those of the active trajectories (uniform, so that for biased networks they " +
        `are wrong already); violet: normal about the centre (standard deviation ${NEAR_CENTRE} m in each coordinate), clipped ` +
        `to the box, or about one bearing (${NEAR_ZERO} rad), with the same noise.`,
      "Below: KL divergence from activity in late quiescence (the second half), nat, by the most active cells " +
        "and at as many steps as activity has, and in brackets that of standing still at the same starts. †: " +
        `in a network late quiescence jumps in more than ${
          100 * FADED.jumps
        } % of steps or has a peak ` +
        `outside ${FADED.low} to ${FADED.high} of the active one, and is hardly replay.`,
      `${
        each(ran.memories.flatMap(({ points }) => points ?? []))
      } points are drawn for a divergence.`,
      `${bothPhases(ran)}.`,
      networks(ran) === 1
        ? "One network a condition."
        : `Thick lines: means over ${networks(ran)} networks; thin: each network.`,
    ),
  }),
} as const satisfies Record<string, (ran: Ran) => Caption>;
