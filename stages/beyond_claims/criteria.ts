import { difference } from "../claims/estimate.ts";
import { ORDER } from "../claims/measure.ts";
import type { ClaimCriteria, Measure } from "../claims/measure.ts";
import { sameOrder } from "./distances.ts";
import type { Measurements } from "./measurements.ts";
import { compressionOf, exponentOf } from "./replay.ts";

/**
 * Claims 14 to 22, in the order of their numbers. Written before any full-size result, with what a
 * prototype had shown at quick size, and not to be changed.
 */
export const claims: readonly ClaimCriteria<Measurements>[] = [
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
