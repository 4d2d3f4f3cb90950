import {
  CELLS,
  COMPARED_LAG,
  FADED,
  fitRanges,
  PATH,
  PRIMARY,
  STRETCH,
} from "../../lib/results/replay.ts";
import type { Caption, Ran } from "./caption.ts";
import { bothPhases, each, mean, networks, ordinal, sentences } from "./phrases.ts";

/** Fig. S6 (ours) and its numbers, table S6. */
export const replay = {
  figS6: (ran) => ({
    title: "How does replay move?",
    caption: sentences(
      "Not in the paper. Positions are decoded smoothly: the mean of the cells' centres, weighted by what " +
        "their outputs have above half of the largest one.",
      "Top: mean squared displacement, up to lags of half an active window and a quarter of a " +
        "quiescent one; shaded: the lags of the fit below.",
      "Middle: the exponent α of its growth as lag^α, a dot a network, bars their mean; one is diffusion, two " +
        "motion straight on; hollow: decoded by the most active cells, whose jitter lowers it.",
      `Bottom: the share of ${CELLS} × ${CELLS} cells of the box that a trajectory visits, from the start ` +
        "of quiescence (as early) and from its half (late).",
      windows(ran),
      mean(ran),
    ),
  }),
  tableS6: (ran) => ({
    title: "Dynamics of replay: all numbers",
    caption: sentences(
      "Not in the paper. The numbers behind the figure of replay; –: the window is too short, or nothing moves.",
      networks(ran) === 1
        ? "One network a condition."
        : `Means over ${
          networks(ran)
        } networks, or those of them that can be measured; in brackets the SD ` +
          "in units of the last digit.",
      `α: exponent of the mean squared displacement at these lags; less drift: at lags ${primary} without the mean turning; live: ` +
        `at these lags over stretches of ${STRETCH.steps} steps or more in which a trajectory's largest ` +
        `output is at least half of the active mean, if they are ${STRETCH.fewest} or more.`,
      `Rms: root mean squared displacement at ${COMPARED_LAG} steps; compression: the same relative to ` +
        `activity (less: replay is slower); path: the way through every ${
          ordinal(PATH.stride)
        } point.`,
      "Jumps: steps longer than any active one; peak: the largest output relative to the active mean. †: " +
        `in a network late quiescence jumps in more than ${
          100 * FADED.jumps
        } % of steps (by the most ` +
        `active cells) or has a peak outside ${FADED.low} to ${FADED.high}, and is hardly replay.`,
      `Cover: the share of ${CELLS} × ${CELLS} cells, %, after as many steps in every phase, of a ` +
        "trajectory and of all together, and of a trajectory after a way that half of those of every phase " +
        "go (early: from the start of quiescence, however long it takes).",
      windows(ran),
    ),
  }),
} as const satisfies Record<string, (ran: Ran) => Caption>;

const primary = `${fitRanges[PRIMARY].from} to ${fitRanges[PRIMARY].to}`;

function windows(ran: Ran): string {
  const early = each(ran.replays.map(({ early }) => early));
  return `Early: quiescent steps from 0 to ${early}; late: the second half. The paper's rollouts, which ` +
    `start where activity starts: ${bothPhases(ran)}.`;
}
