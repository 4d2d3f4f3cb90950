import { quiescentWindows, sweptNetworks } from "../../lib/results/noise_factor.ts";
import { difference } from "../claims/estimate.ts";
import { ORDER } from "../claims/measure.ts";
import type { ClaimCriteria, Measure } from "../claims/measure.ts";
import { sameOrder } from "./distances.ts";
import {
  efficiencyOf,
  evenShareOf,
  GAIN_LAG,
  gainOf,
  KICK_LAG,
  leftOfKick,
} from "./learned_update.ts";
import type { Measurements } from "./measurements.ts";
import { reachedFromElsewhere } from "./memory.ts";
import { depth, twoAmongBest } from "./noise_factor.ts";
import { compressionOf, exponentOf } from "./replay.ts";

/**
 * Claims 14 to 22, in the order of their numbers. Written before any full-size result, with what a
 * prototype had shown at quick size, and not to be changed.
 */
export const claims: readonly ClaimCriteria<Measurements>[] = [
  {
    number: 14,
    statement: "The autonomous update denoises near-optimally",
    measures: [
      {
        measure: "efficiency of the update of U^σ as a denoiser, all components",
        value: (all, seed) => efficiencyOf(all, seed, "U^σ"),
        criterion: { least: 0.5, reason: "near-optimal: at least half of what a denoiser can do" },
        paper: "1: eqs. 16 and 18",
        window: ({ updateSpectrum }) => updateSpectrum,
      },
      {
        measure: "the same less that of a random network, R^σ",
        value: (all, seed) =>
          difference(efficiencyOf(all, seed, "U^σ"), efficiencyOf(all, seed, "R^σ")),
        criterion: ORDER,
        window: ({ updateSpectrum }) => updateSpectrum,
      },
    ],
  },
  {
    number: 15,
    statement: "Transverse noise is removed faster than by the leak",
    measures: [{
      measure: `overlap with a transverse kick after ${KICK_LAG} steps over the leak's, U^σ`,
      value: leftOfKick,
      criterion: { most: 0.5, reason: "twice as fast: half of what the leak leaves" },
      paper: "0 at once: eq. 16",
      window: ({ kicks }) => kicks,
    }],
  },
  {
    number: 16,
    statement: "The input term tracks",
    measures: [
      {
        measure: `gain of the outputs ${GAIN_LAG} steps after an input, U^σ`,
        value: (all, seed) => gainOf(all, seed, "slope"),
        criterion: { least: 0.5, most: 1.5, reason: "within a half of the theory's 1" },
        paper: "1 after one step: eq. 17",
        window: ({ gain }) => gain,
      },
      {
        measure: `cosine of the outputs' change with the cells' after ${GAIN_LAG} steps, U^σ`,
        value: (all, seed) => gainOf(all, seed, "cosine"),
        criterion: { least: 0.7, reason: "half of the change's energy is what it should be" },
        paper: "1 after one step: eq. 17",
        window: ({ gain }) => gain,
      },
    ],
  },
  {
    number: 17,
    statement: "The split into an autonomous and an input term is additive",
    measures: [{
      measure: "even share of the energy of what the input adds, U^σ",
      value: evenShareOf,
      criterion: { most: 0.1, reason: "a tenth of the energy" },
      paper: "0: eq. 4",
      window: ({ gain }) => gain,
    }],
  },
  {
    number: 18,
    statement: "The factor 2 on the noise variance is optimal (eq. 19)",
    measures: sweptNetworks.flatMap((network) =>
      quiescentWindows.map((window): Measure<Measurements> => ({
        measure: `${network}, ${window}: state distance at the nearer of 0 and 8 less that at 2, ` +
          "in SDs of the floor over seeds",
        value: (all, seed) => depth(all, seed, { network, window }),
        criterion: { above: 1, reason: "more than chance; else flat: not distinguishable" },
        joint: (all) => twoAmongBest(all, { network, window }),
        window: ({ noiseFactor }) => noiseFactor[window],
      }))
    ),
  },
  {
    number: 19,
    statement:
      "The distribution of activity is reached from elsewhere, not brought along by the start",
    measures: reachedFromElsewhere,
  },
  {
    number: 20,
    statement: "The order of Fig. 2e does not rest on the density estimate",
    measures: [sameOrder(["U^σ", "B^σ"]), sameOrder(["U", "B"])],
  },
  {
    number: 21,
    statement: "Quiescence is diffusive",
    measures: [
      {
        measure: "exponent of mean squared displacement (lags 5 to 25), U^σ",
        value: (measurements, seed) => exponentOf(measurements, seed, "early"),
        criterion: { least: 0.8, most: 1.3, reason: "near 1, which is diffusion" },
        window: ({ replay }) => replay.early,
      },
      {
        measure: "active less quiescent exponent, U^σ",
        value: (measurements, seed) =>
          difference(
            exponentOf(measurements, seed, "active"),
            exponentOf(measurements, seed, "early"),
          ),
        criterion: ORDER,
        window: ({ replay }) => replay.early,
      },
    ],
  },
  {
    number: 22,
    statement: "Replay is not compressed in time",
    measures: (["early", "late"] as const).map((phase): Measure<Measurements> => ({
      measure: "quiescent over active root mean squared displacement at 10 steps, U^σ",
      value: (measurements, seed) => compressionOf(measurements, seed, phase),
      scale: "ratio",
      criterion: { most: 1, reason: "no faster than activity" },
      paper: "leaves the timescale open",
      window: ({ replay }) => replay[phase],
    })),
  },
];
