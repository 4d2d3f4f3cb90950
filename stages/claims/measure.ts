import type { Divergences } from "../../lib/results/divergences.ts";
import type { MaybeEstimate } from "./estimate.ts";
import { gapOf, largestFloor, largestMatched, stepRatio } from "./formulas.ts";
import type { Pair } from "./formulas.ts";
import type { Measurements } from "./measurements.ts";
import type { Criterion } from "./verdict.ts";

/** What claims are weighed with. */
export interface Measured {
  readonly seeds: readonly number[];
  /** What the measures were taken over, in words, by measure. */
  readonly windows: object;
}

/** A claim and what it is weighed by; all measures must agree. */
export interface ClaimCriteria<M extends Measured> {
  readonly number: number;
  readonly statement: string;
  readonly measures: readonly Measure<M>[];
}

/** One of the numbers that a claim is weighed by. */
export interface Measure<M extends Measured = Measurements> {
  /** What is measured, with its unit. */
  readonly measure: string;
  /** Of the network that is `index`-th in the seeds; undefined where something is missing. */
  readonly value: (measurements: M, seed: number, index: number) => MaybeEstimate;
  /** Ratios are averaged as logarithms. */
  readonly scale?: "ratio";
  readonly criterion: Criterion;
  /** What it would be by chance: the measure is judged only if this lies below its upper limit. */
  readonly floor?: Measure<M>["value"];
  /** The paper's own number, if it gives one. */
  readonly paper?: string;
  readonly window?: (windows: M["windows"]) => string;
}

/** Some networks' divergences, their floors, and the window that they were measured over. */
export interface Matrix {
  readonly of: (measurements: Measurements) => readonly Divergences[];
  readonly floor: (measurements: Measurements) => readonly Divergences[];
  readonly window: (windows: Measurements["windows"]) => string;
}

export const ORDER: Criterion = { above: 0, reason: "the order is the claim" };

/** Quiescence is close to the network's own activity. */
export function low([unbiased, biased]: Pair, { of, floor, window }: Matrix): Measure {
  return {
    measure:
      `larger of KL(${unbiased} q || ${unbiased} a) and KL(${biased} q || ${biased} a), nats`,
    value: (measurements, seed) => largestMatched(of(measurements), seed, [unbiased, biased]),
    criterion: { most: 1, reason: "a tenth of Fig. 2e's colour scale" },
    floor: (measurements, seed) => largestFloor(floor(measurements), seed, [unbiased, biased]),
    window,
  };
}

/** It is much farther from others' activity, and so is that of random networks. */
export function much(pair: Pair, { of, window }: Matrix): Measure {
  return {
    measure: "smallest mismatched (biased-unbiased, random) less largest matched KL, nats",
    value: (measurements, seed) => gapOf(of(measurements), seed, pair, ["R^σ"]),
    criterion: { least: 0.5, reason: "much: a twentieth of Fig. 2e's colour scale" },
    window,
  };
}

/** Quiescence is close to the network's own activity and farther from the other's. */
export function reactivation(pair: Pair, matrix: Matrix): Measure[] {
  return [low(pair, matrix), {
    measure: "smaller biased-unbiased KL less larger matched one, nats",
    value: (measurements, seed) => gapOf(matrix.of(measurements), seed, pair),
    criterion: ORDER,
    window: matrix.window,
  }];
}

/** Quiescent steps are about as long as active ones. */
export function smoothness(network: "unbiased" | "gru"): Measure {
  return {
    measure: "quiescent over active mean step distance",
    value: ({ stepDistance }, seed) =>
      stepRatio(stepDistance[network], seed, "NT quiescent", "NT active"),
    scale: "ratio",
    criterion: { least: 0.5, most: 2, reason: "within a factor of two of the active distance" },
    window: ({ stepDistance, gruStepDistance }) =>
      network === "gru" ? gruStepDistance : stepDistance,
  };
}
