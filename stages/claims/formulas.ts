import type { Bias, NoiseLevel } from "../../lib/conditions.ts";
import { finiteOrNull } from "../../lib/files/json.ts";
import type { AngularVelocities } from "../../lib/results/angular_velocities.ts";
import type { BearingMatch } from "../../lib/results/bearing_match.ts";
import type {
  ActiveName,
  ColumnName,
  Divergences,
  RowName,
} from "../../lib/results/divergences.ts";
import type { ExplainedVariance } from "../../lib/results/explained_variance.ts";
import type { StepDistanceGroup, StepDistances } from "../../lib/results/step_distances.ts";
import type { TotalVariance } from "../../lib/results/total_variance.ts";
import type { TrainingHistory } from "../../lib/results/training_history.ts";
import { mean, standardError } from "../../lib/stats/summary.ts";
import { difference, estimate, largest, ratio, smallest } from "./estimate.ts";
import type { MaybeEstimate } from "./estimate.ts";
/** An unbiased and a biased network by their names in Fig. 2e. */
export type Pair = readonly [unbiased: ActiveName, biased: ActiveName];

/** The final value of a training curve over that of test `from`. */
export function fall(
  history: TrainingHistory | undefined,
  curve: "loss" | "error",
  from: number,
): MaybeEstimate {
  const values = history?.[curve] ?? [];
  return ratio(estimate(values.at(-1)), estimate(values[from]));
}

/** The largest gap of two curves of cumulative variance. */
export function largestGap(
  active: ExplainedVariance | undefined,
  quiescent: ExplainedVariance | undefined,
): MaybeEstimate {
  if (active === undefined || quiescent === undefined) return undefined;
  const gaps = active.cumulativeRatio.map((share, i) =>
    difference(estimate(share), estimate(quiescent.cumulativeRatio[i]))
  );
  return largest(gaps.map((gap) => gap && estimate(Math.abs(gap.value))));
}

/** KL(quiescent || active) of one seed. */
export function divergenceOf(
  all: readonly Divergences[],
  seed: number,
  quiescent: ColumnName,
  active: RowName,
): MaybeEstimate {
  const found = all.find((each) => each.seed === seed && each.quiescent === quiescent);
  return estimate(found?.values[active], found?.errors[active]);
}

/** What is compared with activity in a network's stead: its quiescence, or a control of it. */
export type Stead = (name: ActiveName) => ColumnName;

/** Its quiescence. */
export const itself: Stead = (name) => name;

/** The larger of the divergences of an unbiased and a biased network from their own activity. */
export function largestMatched(
  all: readonly Divergences[],
  seed: number,
  names: readonly ActiveName[],
  stead = itself,
): MaybeEstimate {
  return largest(names.map((name) => divergenceOf(all, seed, stead(name), name)));
}

/** The largest divergence of a second active set of these networks from the first. */
export function largestFloor(
  all: readonly Divergences[],
  seed: number,
  names: readonly ActiveName[],
): MaybeEstimate {
  return largest(names.map((name) => divergenceOf(all, seed, `${name} again`, name)));
}

/**
 * The smallest mismatched distance less the largest matched one. Mismatched are unbiased with biased, and
 * each of the others with both.
 *
 * @param of the distance of what is compared from an activity
 */
export function gap<Compared extends string>(
  of: (compared: Compared, active: ActiveName) => MaybeEstimate,
  [unbiased, biased]: Pair,
  { others, stead }: {
    readonly others: readonly Compared[];
    readonly stead: (name: ActiveName) => Compared;
  },
): MaybeEstimate {
  const mismatched = [
    of(stead(unbiased), biased),
    of(stead(biased), unbiased),
    ...others.flatMap((name) => [of(name, unbiased), of(name, biased)]),
  ];
  const matched = [of(stead(unbiased), unbiased), of(stead(biased), biased)];
  return difference(smallest(mismatched), largest(matched));
}

/** The same of divergences. */
export function gapOf(
  all: readonly Divergences[],
  seed: number,
  pair: Pair,
  { others = [], stead = itself }: { others?: readonly ColumnName[]; stead?: Stead } = {},
): MaybeEstimate {
  const of = (quiescent: ColumnName, active: ActiveName) =>
    divergenceOf(all, seed, quiescent, active);
  return gap(of, pair, { others, stead });
}

/** Noisy less noiseless total variance; no ratio, for noiseless networks may stand exactly still. */
export function varianceDifference(
  all: readonly TotalVariance[],
  seed: number,
  bias: Bias,
): MaybeEstimate {
  const of = (level: NoiseLevel) => {
    const condition = `${level} ${bias}` as const;
    const found = all.find((each) => each.seed === seed && each.condition === condition);
    return estimate(found?.value, found?.error);
  };
  return difference(of("noisy"), of("noiseless"));
}

/** The mean step distance of one group of trajectories over that of another. */
export function stepRatio(
  all: readonly StepDistances[],
  seed: number,
  group: StepDistanceGroup,
  over: StepDistanceGroup,
): MaybeEstimate {
  const of = (name: StepDistanceGroup) => {
    const found = all.find((each) => each.seed === seed && each.group === name);
    return found && meanOf(found.mean);
  };
  return ratio(of(group), of(over));
}

/** A value that the comparison of bearings gives. */
export function matchOf(
  all: readonly BearingMatch[],
  seed: number,
  value: keyof BearingMatch["errors"],
): MaybeEstimate {
  const found = all.find((each) => each.seed === seed);
  return estimate(found?.[value], found?.errors[value]);
}

/** A value that the angular velocities give. */
export function velocityOf(
  all: readonly AngularVelocities[],
  seed: number,
  value: keyof AngularVelocities["errors"],
): MaybeEstimate {
  const found = all.find((each) => each.seed === seed);
  return estimate(found?.[value], found?.errors[value]);
}

/** The mean of one value a trajectory. */
function meanOf(values: readonly number[]): MaybeEstimate {
  if (values.length === 0) return undefined;
  return estimate(mean(values), finiteOrNull(standardError(values)));
}
