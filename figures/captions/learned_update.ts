import { MANIFOLD, TRANSVERSE } from "../../lib/update/bands.ts";
import type { Caption, Ran } from "./caption.ts";
import { LEAST_REMOVED } from "../parts/update_bands.ts";
import { each, sentences } from "./phrases.ts";

/** Fig. S2 and Table S2 (ours): the learned update beside the optimal one. */
export const learnedUpdate = {
  figS2a: (ran) => ({
    title: "Is the autonomous update the optimal denoiser?",
    caption: sentences(
      "Not in the paper. What a network does to an active state without input, v(r), beside the score times " +
        "s², the variance of a step's noise, which the theory takes it to be. For each principal component " +
        "of the active states β = k λ / s², where λ is the variance and k the rate at which v goes back.",
      "Long dashes: the theory. Short dashes: what the leak alone gives in balance with the noise; a GRU's " +
        "leak is another. Ticks at the foot: zero and below.",
      "A linear network in balance with its own noise has β near one half where it is slow; the theory's " +
        "value needs inputs that add as much variance as the noise.",
      states(ran),
    ),
  }),
  figS2b: (ran) => ({
    title: "Is noise removed, and what is left of it?",
    caption: sentences(
      "Not in the paper. Pairs of active runs with the same input and noise, one of them kicked by s √H in " +
        `a random direction at step ${
          each(ran.updates.map(({ kickAt }) => kickAt))
        }. Overlap: the part of ` +
        "the kick that is left along its direction; length: that of the whole difference, both relative to " +
        `the kick. ${BANDS}. Short dashes: the leak alone; a GRU's is another.`,
      "Denoising would end a transverse kick at once and leave one along the manifold. Networks without " +
        "noise are kicked as hard as those with it.",
      trajectories(ran),
    ),
  }),
  figS2c: (ran) => ({
    title: "Does the input move the outputs as it should?",
    caption: sentences(
      "Not in the paper. Pairs of active states with and without one input go on without input and with the " +
        "same noise; the change of the outputs is compared with that of the cells' activities that the " +
        "input stands for. Gain: its slope on that; cosine: of both, pooled.",
      `Inputs of ${each(ran.updates.map(({ gainTimes }) => gainTimes))} steps.`,
      states(ran),
    ),
  }),
  tableS2: (ran) => ({
    title: "The learned update beside the optimal one",
    caption: sentences(
      `Not in the paper. By band of principal components. ${BANDS}; middle: the rest.`,
      "Slope and cosine: of v on the linear denoiser; the interval holds the middle of resamples of " +
        "trajectories, its ends averaged over networks. Noise loss: E|z + ξ − m|² / E|ξ − m|², one if z " +
        "does nothing; denoisers were fitted to the other half of the trajectories, the mixture about " +
        `${
          each(ran.updates.map(({ places }) => places))
        } places. Efficiency: what v takes off the loss over ` +
        `what the better denoiser takes off, if that is ${100 * LEAST_REMOVED} % or more. ` +
        "Under uniform noise denoisers are the best of their form, but " +
        "no score. A slope near one half with a cosine near one is what the leak of a random network gives.",
      "Headings: sizes in units of s √H, d being what the input adds to the update and its even part what " +
        "does not change its sign with the input (its share of the energy is zero in theory); how far the " +
        "states are from D⁺f, as which the theory takes them; for a GRU its leak over α, z being its gate.",
      states(ran),
    ),
  }),
} as const satisfies Record<string, (ran: Ran) => Caption>;

const BANDS = `Manifold: the leading components up to ${100 * MANIFOLD} % of the variance; ` +
  `transverse: of the others, those with less than ${TRANSVERSE} s²`;

function trajectories({ updates }: Ran): string {
  const steps = updates.map(({ steps }) => steps);
  const trained = updates.flatMap(({ trainingSteps }) => trainingSteps ?? []);
  const longer = Math.max(...steps) > Math.min(...trained);
  return `${each(updates.map(({ trajectories }) => trajectories))} active trajectories a network${
    longer ? `, of ${each(steps)} steps; networks were trained on ${each(trained)} steps` : ""
  }.`;
}

function states(ran: Ran): string {
  const { updates } = ran;
  return `${trajectories(ran)} States from step ${each(updates.map(({ from }) => from))} to ${
    each(updates.map(({ steps }) => steps))
  }.`;
}
