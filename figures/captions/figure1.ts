import type { Phase } from "../parts/style.ts";
import type { Caption, Ran } from "./caption.ts";
import { drawn, kernel, positions, scattered } from "./maps.ts";
import {
  bias,
  bothPhases,
  each,
  network,
  phasesOf,
  quiescence,
  sentences,
  sizeOf,
  spread,
  timesText,
  trainingNoise,
} from "./phrases.ts";

/** Fig. 1: one unbiased network. */
export const figure1 = {
  fig1a: ({ panel: { varianceFactor } }) => ({
    title: "Path integration and its offline reactivation",
    caption:
      "Active: a recurrent network with noise gets velocity alone and is trained to give the " +
      "activity of place cells, from which the position is decoded. Quiescent: the input is off and " +
      `the variance of the noise ${
        varianceFactor === 1 ? "as it was" : timesText(varianceFactor)
      }. Schematic.`,
  }),
  fig1b: (ran) => ({
    title: "Training",
    caption: sentences(
      "Test loss (mean squared error of place-cell activity, dashed) and decoding error (mean " +
        "distance of decoded and true position) on one fixed test batch" +
        `${trainingNoise(ran) === "noisy" ? ", the noise on" : ""}, over ` +
        `${each(ran.trainings.map(({ batches }) => batches))} batches of ` +
        `${each(ran.trainings.map(({ batchSize }) => batchSize))} trajectories.`,
      `Trained ${trainingNoise(ran)} and ${bias(ran)}.`,
      spread(ran),
    ),
  }),
  fig1c: (ran) => ({
    title: "Explained variance",
    caption: sentences(
      "Cumulative explained variance of hidden states, a principal component analysis fitted " +
        `to each phase: ${bothPhases(ran)}${quiescence(ran, "quiescent")}.`,
      spread(ran),
    ),
  }),
  fig1d: (ran) => drawn(ran, "active"),
  fig1e: (ran) => drawn(ran, "quiescent"),
  fig1f: (ran) => states(ran, "active"),
  fig1g: (ran) => states(ran, "quiescent"),
  fig1h: (ran) => positions(ran, "active"),
  fig1i: (ran) => positions(ran, "quiescent"),
  fig1j: (ran) => stateDensity(ran, "active"),
  fig1k: (ran) => stateDensity(ran, "quiescent"),
} as const satisfies Record<string, (ran: Ran) => Caption>;

function states(ran: Ran, phase: Phase): Caption {
  return {
    title: `States on PC 1 and 2, ${phase}`,
    caption: sentences(
      `Hidden states, ${phase} phase${quiescence(ran, phase)}, on the first two principal ` +
        "components of the active phase, coloured by the distance of the decoded position from the " +
        `centre of the box. ${sizeOf(phasesOf(ran, phase))}: ${scattered(ran)}`,
      network(ran),
    ),
  };
}

function stateDensity(ran: Ran, phase: Phase): Caption {
  const steps = ran.densities.map(({ steps }) => steps);
  return {
    title: `Density of states on PC 1 and 2, ${phase}`,
    caption: sentences(
      `${kernel(ran)} of hidden states, ${phase} phase${
        quiescence(ran, phase)
      }, on the first two ` +
        `principal components of the active phase: ${sizeOf(phasesOf(ran, phase), steps)}.`,
      network(ran),
    ),
  };
}
