import type { Caption, CaptionSizes } from "../captions.ts";
import type { Phase } from "../parts/style.ts";
import { drawn, kernel, positions, scattered } from "./maps.ts";
import { doubled, network, noise, phaseOf, phases, spread } from "./phrases.ts";

/** Fig. 1: one unbiased network. */
export const figure1 = {
  fig1a: () => ({
    title: "Path integration and its offline reactivation",
    caption:
      "Active: a recurrent network with noise gets velocity alone and is trained to give the " +
      "activity of place cells, from which the position is decoded. Quiescent: the input is off and " +
      "the variance of the noise doubled. Schematic.",
  }),
  fig1b: (sizes) => ({
    title: "Training",
    caption:
      "Test loss (mean squared error of place-cell activity, grey) and decoding error (mean " +
      "distance of decoded and true position, black) on one fixed test batch, the noise on, over " +
      `${sizes.trainingBatches} batches of ${sizes.trajectoriesPerBatch} trajectories. ` +
      `Noisy, unbiased training. ${spread(sizes)} ${noise(sizes)}`,
  }),
  fig1c: (sizes) => ({
    title: "Explained variance",
    caption:
      "Cumulative explained variance of hidden states, a principal component analysis fitted " +
      `to each phase: ${phases(sizes.explainedVariance)}. ${spread(sizes)} ${noise(sizes)}`,
  }),
  fig1d: (sizes) => drawn(sizes, "active", "unbiased"),
  fig1e: (sizes) => drawn(sizes, "quiescent", "unbiased"),
  fig1f: (sizes) => states(sizes, "active"),
  fig1g: (sizes) => states(sizes, "quiescent"),
  fig1h: (sizes) => positions(sizes, "active", "unbiased"),
  fig1i: (sizes) => positions(sizes, "quiescent", "unbiased"),
  fig1j: (sizes) => stateDensity(sizes, "active"),
  fig1k: (sizes) => stateDensity(sizes, "quiescent"),
} as const satisfies Record<string, (sizes: CaptionSizes) => Caption>;

function states(sizes: CaptionSizes, phase: Phase): Caption {
  return {
    title: `States on PC 1 and 2, ${phase}`,
    caption:
      `Hidden states, ${phase} phase${doubled(phase)}, on the first two principal components ` +
      "of the active phase, coloured by the distance of the decoded position from the centre of " +
      `the box. ${phaseOf(sizes.rollouts, phase)}: ${scattered(sizes.scatter)} ` +
      `${network(sizes, "unbiased")} ${noise(sizes)}`,
  };
}

function stateDensity(sizes: CaptionSizes, phase: Phase): Caption {
  return {
    title: `Density of states on PC 1 and 2, ${phase}`,
    caption:
      `${kernel(sizes.density)} of hidden states, ${phase} phase${
        doubled(phase)
      }, on the first two ` +
      `principal components of the active phase: ${phaseOf(sizes.density, phase)}. ` +
      `${network(sizes, "unbiased")} ${noise(sizes)}`,
  };
}
