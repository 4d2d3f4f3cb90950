import { decodeJson } from "../../lib/files/json.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighClaims } from "./claims.ts";

type Action = ActionOf<typeof weighClaims>;
type Input = Parameters<Action["readAll"]>[0];

/** A number for each seed that has one. */
export type PerSeed = readonly (readonly [seed: number, value: number])[];

interface History {
  readonly batches: readonly number[];
  readonly loss: readonly number[];
  readonly error: readonly number[];
}
interface Explained {
  readonly cumulativeRatio: readonly number[];
}
export interface Divergence {
  readonly seed: number;
  readonly quiescent: string;
  readonly values: Readonly<Record<string, number>>;
}
interface Variance {
  readonly seed: number;
  readonly condition: string;
  readonly value: number;
}
interface Distances {
  readonly seed: number;
  readonly group: string;
  readonly mean: readonly number[];
}
interface Match {
  readonly seed: number;
  readonly histogramDistance: number;
  readonly activeHole: number;
  readonly quiescentHole: number;
}
interface Velocity {
  readonly seed: number;
  readonly mean: number;
  readonly backward: number;
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
  readonly divergenceSame: readonly Divergence[];
  readonly totalVariance: readonly Variance[];
  readonly stepDistance: Readonly<Record<"unbiased" | "biased" | "gru", readonly Distances[]>>;
  readonly gruDivergence: readonly Divergence[];
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
    divergenceSame: await read("divergenceSame"),
    totalVariance: await read("totalVariance"),
    stepDistance: {
      unbiased: await read("stepDistanceUnbiased"),
      biased: await read("stepDistanceBiased"),
      gru: await read("gruStepDistance"),
    },
    gruDivergence: await read("gruDivergence"),
    match: await read("bearingMatch"),
    velocity: {
      active: await read("activeVelocity"),
      biased: await read("biasedVelocity"),
      unbiased: await read("unbiasedVelocity"),
    },
  };
}

/** A number for each seed from what `measure` finds for it; seeds without one are left out. */
export function perSeed(
  seeds: readonly number[],
  measure: (seed: number, index: number) => number | undefined,
): PerSeed {
  return seeds.flatMap((seed, index) => {
    const value = measure(seed, index);
    return value === undefined || Number.isNaN(value) ? [] : [[seed, value] as const];
  });
}

/** KL(quiescent || active) of one seed. */
export function divergenceOf(
  all: readonly Divergence[],
  seed: number,
  quiescent: string,
  active: string,
): number | undefined {
  return all.find((each) => each.seed === seed && each.quiescent === quiescent)?.values[active];
}

/** Mean step distance of a group of trajectories of one seed. */
export function meanStep(
  all: readonly Distances[],
  seed: number,
  group: string,
): number | undefined {
  const found = all.find((each) => each.seed === seed && each.group === group);
  return found && mean(found.mean);
}

/** The difference or ratio of two numbers that may be missing. */
export function combine(
  a: number | undefined,
  b: number | undefined,
  operation: (a: number, b: number) => number,
): number | undefined {
  return a === undefined || b === undefined ? undefined : operation(a, b);
}
