import { finiteOrNull } from "../../lib/files/json.ts";
import { stream } from "../../lib/random/stream.ts";
import type { ClaimEvidence, PerSeed, Verdict } from "../../lib/results/claims.ts";
import { bootstrapMean } from "../../lib/stats/bootstrap.ts";
import { signTest } from "../../lib/stats/sign_test.ts";
import { sampleThatDecides, studentInterval } from "../../lib/stats/student_t.ts";
import { mean as meanOf } from "../../lib/stats/summary.ts";
import type { MaybeEstimate } from "./estimate.ts";

/** What a measure must be: above a limit, or within limits that are part of the range. */
export interface Criterion {
  readonly above?: number;
  readonly least?: number;
  readonly most?: number;
  readonly reason: string;
}

/** An estimate for each seed; undefined where something is missing. */
export type SeedEstimates = readonly (readonly [seed: number, estimate: MaybeEstimate])[];

export interface WeighOptions {
  readonly claim: number;
  /** Ratios are averaged, and compared with the limits, as logarithms. */
  readonly scale?: "ratio" | undefined;
  /** What the measure would be by chance. */
  readonly floor?: SeedEstimates | undefined;
}

type Stated = Pick<ClaimEvidence, "perSeed" | "floor" | "criterion" | "reason" | "scale">;
/** The evidence of a measure, but for what it is a measure of. */
export type Weighed = Omit<ClaimEvidence, "protocol" | "measure" | "paper" | "window">;

/** Fewer seeds give no interval that is of use. */
const FEWEST = 3;

const UNTESTED = {
  mean: null,
  sd: null,
  low: null,
  high: null,
  bootstrap: null,
  distance: null,
  seedsToDecide: null,
  verdict: "not tested",
} as const;

/**
 * Weighs a measure by Student's 95 % interval of its mean over seeds: it holds if the interval lies
 * inside the criterion, does not hold if it lies outside, and is undecided if it lies astride a limit. It
 * is not tested by fewer than three seeds, where a seed has no finite value, or where chance alone would
 * bring it to its upper limit.
 */
export function weigh(
  perSeed: SeedEstimates,
  criterion: Criterion,
  { claim, scale, floor }: WeighOptions,
): Weighed {
  const onScale = (value: number): number => scale === "ratio" ? Math.log(value) : value;
  const shown = (value: number): number | null =>
    finiteOrNull(scale === "ratio" ? Math.exp(value) : value);
  const stated: Stated = {
    perSeed: shownValues(perSeed),
    floor: floor && shownValues(floor),
    criterion: criterionText(criterion),
    reason: criterion.reason,
    scale,
  };
  const why = whyUntested(perSeed, onScale) ?? whyAtFloor(floor, criterion);
  if (why !== undefined) return { ...stated, ...UNTESTED, why };
  const estimates = perSeed.map(([, each]) => each!); // else it would be untested
  const values = estimates.map(({ value }) => onScale(value));
  const { mean, sd, low, high } = studentInterval(values);
  if (!Number.isFinite(high - low)) {
    return { ...stated, ...UNTESTED, why: "the values are too large to be averaged" };
  }
  const bootstrap = bootstrapMean(values, stream("claims", claim, "bootstrap"));
  const limits = limitsOf(criterion, onScale);
  const distance = Math.min(...limits.map(({ at }) => Math.abs(mean - at))) / sd;
  const errors = estimates.map(({ value, error }) =>
    scale === "ratio" && error !== undefined ? error / value : error
  );
  return {
    ...stated,
    mean: shown(mean),
    sd: finiteOrNull(sd),
    low: shown(low),
    high: shown(high),
    bootstrap: { low: shown(bootstrap.low!), high: shown(bootstrap.high!) }, // of several values
    distance: finiteOrNull(distance),
    seedsToDecide: sampleThatDecides(distance) ?? null,
    signs: signsOf(values, limits),
    ...withinSeeds(errors, sd),
    verdict: verdictOf(low, high, limits),
  };
}

function whyUntested(
  perSeed: SeedEstimates,
  onScale: (value: number) => number,
): string | undefined {
  const without = perSeed.flatMap(([seed, each]) => {
    if (each === undefined) return [`seed ${seed} has no value`];
    if (Number.isFinite(onScale(each.value))) return [];
    return [
      Number.isFinite(each.value)
        ? `the ratio ${each.value} of seed ${seed} has no logarithm`
        : `the value of seed ${seed} is ${each.value}`,
    ];
  });
  if (without.length > 0) return without.join(", ");
  const count = perSeed.length;
  if (count >= FEWEST) return undefined;
  return `${count} ${count === 1 ? "seed" : "seeds"}, an interval needs ${FEWEST}`;
}

function whyAtFloor(floor: SeedEstimates | undefined, { most }: Criterion): string | undefined {
  if (floor === undefined || most === undefined) return undefined;
  const missing = whyUntested(floor, (value) => value);
  if (missing !== undefined) return `sampling floor: ${missing}`;
  const average = meanOf(floor.map(([, each]) => each!.value)); // else one would be missing
  return average < most
    ? undefined
    : `the mean sampling floor, ${Number(average.toPrecision(3))}, is not below the limit`;
}

interface Limit {
  readonly side: keyof Omit<Criterion, "reason">;
  readonly at: number;
}

function limitsOf(criterion: Criterion, onScale: (value: number) => number): Limit[] {
  return (["above", "least", "most"] as const).flatMap((side) => {
    const at = criterion[side];
    return at === undefined ? [] : [{ side, at: onScale(at) }];
  });
}

function verdictOf(low: number, high: number, limits: readonly Limit[]): Verdict {
  const meets = (value: number, { side, at }: Limit): boolean =>
    side === "above" ? value > at : side === "least" ? value >= at : value <= at;
  if (limits.every((limit) => meets(low, limit) && meets(high, limit))) return "holds";
  return limits.every((limit) => meets(low, limit) || meets(high, limit))
    ? "undecided"
    : "does not hold";
}

/** Of a claim of order, which has a lower limit alone: in how many seeds the order is as claimed. */
function signsOf(
  values: readonly number[],
  [limit, ...more]: readonly Limit[],
): ClaimEvidence["signs"] {
  if (limit === undefined || limit.side === "most" || more.length > 0) return undefined;
  const beyond = values.filter((value) => value > limit.at).length;
  return { beyond, of: values.length, p: signTest(beyond, values.length) };
}

/** How large the errors within seeds are; the trajectories suffice if a third of the SD over seeds is more. */
function withinSeeds(
  errors: readonly (number | undefined)[],
  sd: number,
): Pick<ClaimEvidence, "withinSeed" | "tooFewTrajectories"> {
  const squares = errors.map((error) => error === undefined ? NaN : error * error);
  const within = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  if (!Number.isFinite(within)) return {};
  return { withinSeed: within, tooFewTrajectories: within > 0 && !(within < sd / 3) };
}

function criterionText({ above, least, most }: Criterion): string {
  if (above !== undefined) return `above ${above}`;
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`;
  return least !== undefined ? `at least ${least}` : `at most ${most}`;
}

function shownValues(perSeed: SeedEstimates): PerSeed {
  return perSeed.map(([seed, each]) => [seed, finiteOrNull(each?.value ?? NaN)]);
}
