import type { Bias } from "../../lib/conditions.ts";
import { finiteOrNull } from "../../lib/files/json.ts";
import { mean, standardError } from "../../lib/stats/summary.ts";
import { difference, estimate, largest, ratio, smallest } from "./estimate.ts";
import type { MaybeEstimate } from "./estimate.ts";
import type {
  Distances,
  Divergence,
  Explained,
  History,
  Match,
  Variance,
  Velocity,
} from "./measurements.ts";

/** The final value of a training curve over that of test `from`. */
export function fall(
  history: History | undefined,
  curve: "loss" | "error",
  from: number,
): MaybeEstimate {
  const values = history?.[curve] ?? [];
  return ratio(estimate(values.at(-1)), estimate(values[from]));
}

/** The largest gap of two curves of cumulative variance. */
export function largestGap(
  active: Explained | undefined,
  quiescent: Explained | undefined,
): MaybeEstimate {
  if (active === undefined || quiescent === undefined) return undefined;
  const gaps = active.cumulativeRatio.map((share, i) =>
    difference(estimate(share), estimate(quiescent.cumulativeRatio[i]))
  );
  return largest(gaps.map((gap) => gap && estimate(Math.abs(gap.value))));
}

/** KL(quiescent || active) of one seed. */
export function divergenceOf(
  all: readonly Divergence[],
  seed: number,
  quiescent: string,
  active: string,
): MaybeEstimate {
  const found = all.find((each) => each.seed === seed && each.quiescent === quiescent);
  return estimate(found?.values[active], found?.errors[active]);
}

/** The larger of the divergences of an unbiased and a biased network from their own activity. */
export function largestMatched(
  all: readonly Divergence[],
  seed: number,
  names: readonly string[],
): MaybeEstimate {
  return largest(names.map((name) => divergenceOf(all, seed, name, name)));
}

/** The largest divergence of a second active set of these networks from the first. */
export function largestFloor(
  all: readonly Divergence[],
  seed: number,
  names: readonly string[],
): MaybeEstimate {
  return largest(names.map((name) => divergenceOf(all, seed, `${name} again`, name)));
}

/**
 * The smallest mismatched divergence less the largest matched one. Mismatched are unbiased with biased,
 * and each stranger with both.
 */
export function gapOf(
  all: readonly Divergence[],
  seed: number,
  [unbiased, biased]: readonly [string, string],
  strangers: readonly string[] = [],
): MaybeEstimate {
  const of = (quiescent: string, active: string) => divergenceOf(all, seed, quiescent, active);
  const mismatched = [
    of(unbiased, biased),
    of(biased, unbiased),
    ...strangers.flatMap((name) => [of(name, unbiased), of(name, biased)]),
  ];
  return difference(smallest(mismatched), largestMatched(all, seed, [unbiased, biased]));
}

/** Noisy less noiseless total variance; no ratio, for noiseless networks may stand exactly still. */
export function varianceDifference(
  all: readonly Variance[],
  seed: number,
  bias: Bias,
): MaybeEstimate {
  const of = (level: string) => {
    const condition = `${level} ${bias}`;
    const found = all.find((each) => each.seed === seed && each.condition === condition);
    return estimate(found?.value, found?.error);
  };
  return difference(of("noisy"), of("noiseless"));
}

/** The mean step distance of one group of trajectories over that of another. */
export function stepRatio(
  all: readonly Distances[],
  seed: number,
  group: string,
  over: string,
): MaybeEstimate {
  const of = (name: string) => {
    const found = all.find((each) => each.seed === seed && each.group === name);
    return found && meanOf(found.mean);
  };
  return ratio(of(group), of(over));
}

/** A value that the comparison of bearings gives. */
export function matchOf(
  all: readonly Match[],
  seed: number,
  value: keyof Match["errors"],
): MaybeEstimate {
  const found = all.find((each) => each.seed === seed);
  return estimate(found?.[value], found?.errors[value]);
}

/** A value that the angular velocities give. */
export function velocityOf(
  all: readonly Velocity[],
  seed: number,
  value: keyof Velocity["errors"],
): MaybeEstimate {
  const found = all.find((each) => each.seed === seed);
  return estimate(found?.[value], found?.errors[value]);
}

/** The mean of one value a trajectory. */
function meanOf(values: readonly number[]): MaybeEstimate {
  if (values.length === 0) return undefined;
  return estimate(mean(values), finiteOrNull(standardError(values)));
}
