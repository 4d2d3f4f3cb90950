import { decodeJson } from "../../lib/files/json.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighClaims } from "./stage.ts";

type Action = ActionOf<typeof weighClaims>;
type Input = Parameters<Action["readAll"]>[0];

export interface History {
  readonly batches: readonly number[];
  readonly loss: readonly number[];
  readonly error: readonly number[];
}
export interface Explained {
  readonly cumulativeRatio: readonly number[];
}
export interface Divergence {
  readonly seed: number;
  readonly quiescent: string;
  readonly values: Readonly<Record<string, number | null>>;
  readonly errors: Readonly<Record<string, number | null>>;
}
export interface Variance {
  readonly seed: number;
  readonly condition: string;
  readonly value: number;
  readonly error: number | null;
}
export interface Distances {
  readonly seed: number;
  readonly group: string;
  readonly mean: readonly number[];
}
type MatchValues = Readonly<
  Record<"histogramDistance" | "activeHole" | "quiescentHole", number | null>
>;
export interface Match extends MatchValues {
  readonly seed: number;
  readonly errors: MatchValues;
}
export interface Velocity {
  readonly seed: number;
  readonly mean: number;
  readonly backward: number;
  readonly errors: Readonly<Record<"mean" | "backward", number | null>>;
}

/** All that the claims are weighed with, read once. */
export interface Measurements {
  readonly seeds: readonly number[];
  readonly windows: Action["parameters"]["windows"];
  readonly history: readonly History[];
  readonly explained: {
    readonly active: readonly Explained[];
    readonly quiescent: readonly Explained[];
  };
  readonly divergence: readonly Divergence[];
  readonly uniformity: readonly Divergence[];
  /** "U^σ again": a second active set. */
  readonly floor: readonly Divergence[];
  readonly divergenceSame: readonly Divergence[];
  readonly totalVariance: readonly Variance[];
  readonly stepDistance: Readonly<Record<"unbiased" | "biased" | "gru", readonly Distances[]>>;
  readonly gruDivergence: readonly Divergence[];
  readonly gruFloor: readonly Divergence[];
  readonly match: readonly Match[];
  readonly velocity: Readonly<
    Record<"active" | "biased" | "unbiased", readonly Velocity[]>
  >;
}

export async function readMeasurements(action: Action): Promise<Measurements> {
  const { seeds, windows } = action.parameters;
  // The stages of the measures wrote them in these forms.
  const read = async <T>(input: Input): Promise<T[]> =>
    (await action.readAll(input)).map((bytes) => decodeJson(bytes) as T);
  return {
    seeds,
    windows,
    history: await read("history"),
    explained: {
      active: await read("explainedActive"),
      quiescent: await read("explainedQuiescent"),
    },
    divergence: await read("divergence"),
    uniformity: await read("uniformity"),
    floor: await read("floor"),
    divergenceSame: await read("divergenceSame"),
    totalVariance: await read("totalVariance"),
    stepDistance: {
      unbiased: await read("stepDistanceUnbiased"),
      biased: await read("stepDistanceBiased"),
      gru: await read("gruStepDistance"),
    },
    gruDivergence: await read("gruDivergence"),
    gruFloor: await read("gruFloor"),
    match: await read("bearingMatch"),
    velocity: {
      active: await read("activeVelocity"),
      biased: await read("biasedVelocity"),
      unbiased: await read("unbiasedVelocity"),
    },
  };
}
