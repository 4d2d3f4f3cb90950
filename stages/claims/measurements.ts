import type { Bias } from "../../lib/conditions.ts";
import { readAngularVelocities } from "../../lib/results/angular_velocities.ts";
import type { AngularVelocities } from "../../lib/results/angular_velocities.ts";
import { readBearingMatch } from "../../lib/results/bearing_match.ts";
import type { BearingMatch } from "../../lib/results/bearing_match.ts";
import { readDivergences } from "../../lib/results/divergences.ts";
import type { Divergences } from "../../lib/results/divergences.ts";
import { readExplainedVariance } from "../../lib/results/explained_variance.ts";
import type { ExplainedVariance } from "../../lib/results/explained_variance.ts";
import { readStepDistances } from "../../lib/results/step_distances.ts";
import type { StepDistances } from "../../lib/results/step_distances.ts";
import { readTotalVariance } from "../../lib/results/total_variance.ts";
import type { TotalVariance } from "../../lib/results/total_variance.ts";
import { readTrainingHistory } from "../../lib/results/training_history.ts";
import type { TrainingHistory } from "../../lib/results/training_history.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighClaims } from "./stage.ts";

type Action = ActionOf<typeof weighClaims>;
type Input = Parameters<Action["readAll"]>[0];

/** All that the claims are weighed with, read once. */
export interface Measurements {
  readonly seeds: readonly number[];
  readonly windows: Action["parameters"]["windows"];
  readonly history: readonly TrainingHistory[];
  readonly explained: {
    readonly active: readonly ExplainedVariance[];
    readonly quiescent: readonly ExplainedVariance[];
  };
  readonly divergence: readonly Divergences[];
  readonly uniformity: readonly Divergences[];
  /** "U^σ again": a second active set. */
  readonly floor: readonly Divergences[];
  readonly divergenceSame: readonly Divergences[];
  readonly totalVariance: readonly TotalVariance[];
  readonly stepDistance: Readonly<Record<Bias | "gru", readonly StepDistances[]>>;
  readonly gruDivergence: readonly Divergences[];
  readonly gruFloor: readonly Divergences[];
  readonly match: readonly BearingMatch[];
  readonly velocity: Readonly<
    Record<"active" | "biased" | "unbiased", readonly AngularVelocities[]>
  >;
}

export async function readMeasurements(action: Action): Promise<Measurements> {
  const { seeds, windows } = action.parameters;
  const read = async <T>(input: Input, from: (bytes: Uint8Array) => T): Promise<T[]> =>
    (await action.readAll(input)).map(from);
  const divergences = (input: Input) => read(input, readDivergences);
  const explained = (input: Input) => read(input, readExplainedVariance);
  const distances = (input: Input) => read(input, readStepDistances);
  const velocities = (input: Input) => read(input, readAngularVelocities);
  return {
    seeds,
    windows,
    history: await read("history", readTrainingHistory),
    explained: {
      active: await explained("explainedActive"),
      quiescent: await explained("explainedQuiescent"),
    },
    divergence: await divergences("divergence"),
    uniformity: await divergences("uniformity"),
    floor: await divergences("floor"),
    divergenceSame: await divergences("divergenceSame"),
    totalVariance: await read("totalVariance", readTotalVariance),
    stepDistance: {
      unbiased: await distances("stepDistanceUnbiased"),
      biased: await distances("stepDistanceBiased"),
      gru: await distances("gruStepDistance"),
    },
    gruDivergence: await divergences("gruDivergence"),
    gruFloor: await divergences("gruFloor"),
    match: await read("bearingMatch", readBearingMatch),
    velocity: {
      active: await velocities("activeVelocity"),
      biased: await velocities("biasedVelocity"),
      unbiased: await velocities("unbiasedVelocity"),
    },
  };
}
