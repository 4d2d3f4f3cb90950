import type { ActiveName, Divergences } from "../../lib/results/divergences.ts";
import type { MaybeEstimate } from "./estimate.ts";
import { gapOf, itself, largestFloor, largestMatched, stepRatio } from "./formulas.ts";
import type { Pair, Stead } from "./formulas.ts";
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

/** A condition on all seeds together. */
export interface Joint {
  readonly holds: boolean;
  /** What was found, in words. */
  readonly finding: string;
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
  /** The same of controls, where quiescence may match activity because it starts there. */
  readonly controls?: readonly ControlMeasure<M>[];
  /** Another measure of the same: the verdict is whether both, by this criterion, have the same. */
  readonly sameAs?: Pick<Measure<M>, "measure" | "value">;
  /** What else must be, of all seeds together; undefined where it cannot be said. */
  readonly joint?: (measurements: M) => Joint | undefined;
  /** The paper's own number, if it gives one. */
  readonly paper?: string;
  readonly window?: (windows: M["windows"]) => string;
}

/** A measure, or a network's part in it, of quiescence and of what might be taken for it. */
export interface ControlMeasure<M extends Measured = Measurements> {
  /** The network whose part it is, if it is one. */
  readonly of?: string;
  readonly value: Measure<M>["value"];
  /** Of quiescence that stays at its start. */
  readonly frozen: Measure<M>["value"];
  /** Of quiescence that starts about the centre of the box. */
  readonly centre: Measure<M>["value"];
  /** By how much quiescence must be better than standing still to be evidence. */
  readonly floor: Measure<M>["value"];
}

/** Some networks' divergences, their floors, and the window that they were measured over. */
export interface Matrix {
  readonly of: (measurements: Measurements) => readonly Divergences[];
  readonly floor: (measurements: Measurements) => readonly Divergences[];
  readonly window: (windows: Measurements["windows"]) => string;
}

export const ORDER: Criterion = { above: 0, reason: "the order is the claim" };

/** A measure of these networks with whatever stands in the stead of their quiescence. */
type InStead = (measurements: Measurements, seed: number, stead: Stead) => MaybeEstimate;

/** The controls of a measure; it is no evidence if standing still is as good, but for the floor. */
export function controlOf(
  names: readonly ActiveName[],
  floor: Matrix["floor"],
  value: InStead,
): ControlMeasure {
  return {
    value: (measurements, seed) => value(measurements, seed, itself),
    frozen: (measurements, seed) => value(measurements, seed, () => "frozen"),
    centre: (measurements, seed) => value(measurements, seed, (name) => `${name} centre`),
    floor: (measurements, seed) => largestFloor(floor(measurements), seed, names),
  };
}

/** Quiescence is close to the network's own activity. */
export function low(pair: Pair, { of, floor, window }: Matrix): Measure {
  const [unbiased, biased] = pair;
  return {
    measure:
      `larger of KL(${unbiased} q || ${unbiased} a) and KL(${biased} q || ${biased} a), nats`,
    value: (measurements, seed) => largestMatched(of(measurements), seed, pair),
    criterion: { most: 1, reason: "a tenth of Fig. 2e's colour scale" },
    floor: (measurements, seed) => largestFloor(floor(measurements), seed, pair),
    // Of each network: the larger of two would hide that standing still suffices for one of them.
    controls: pair.map((name) => ({
      of: name,
      ...controlOf(
        [name],
        floor,
        (measurements, seed, stead) => largestMatched(of(measurements), seed, [name], stead),
      ),
    })),
    window,
  };
}

/** It is much farther from others' activity, and so is that of random networks. */
export function much(pair: Pair, { of, floor, window }: Matrix): Measure {
  const control = controlOf(
    pair,
    floor,
    (measurements, seed, stead) => gapOf(of(measurements), seed, pair, { stead, others: ["R^σ"] }),
  );
  return {
    measure: "smallest mismatched (biased-unbiased, random) less largest matched KL, nats",
    value: control.value,
    criterion: { least: 0.5, reason: "much: a twentieth of Fig. 2e's colour scale" },
    controls: [control],
    window,
  };
}

/** Quiescence is close to the network's own activity and farther from the other's. */
export function reactivation(pair: Pair, matrix: Matrix): Measure[] {
  const { of, floor, window } = matrix;
  const control = controlOf(
    pair,
    floor,
    (measurements, seed, stead) => gapOf(of(measurements), seed, pair, { stead }),
  );
  return [low(pair, matrix), {
    measure: "smaller biased-unbiased KL less larger matched one, nats",
    value: control.value,
    criterion: ORDER,
    controls: [control],
    window,
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
