import type { Protocol } from "../lib/conditions.ts";

/** What was found of a claim under one protocol. */
export interface ClaimEvidence {
  readonly protocol: Protocol;
  /** What was measured, with its unit: "largest gap of the curves". */
  readonly measure: string;
  /** "ratio": averaged as logarithms; mean and ends of intervals are shown back as ratios. */
  readonly scale?: "ratio";
  /** null where a network has no finite value. */
  readonly perSeed: readonly (readonly [seed: number, value: number | null])[];
  /** Over seeds; null where it was not tested. */
  readonly mean: number | null;
  /** Over seeds (divisor n - 1); of a ratio, that of its logarithm. */
  readonly sd: number | null;
  /** The ends of Student's 95 % interval of the mean, which decides. */
  readonly low: number | null;
  readonly high: number | null;
  /** The ends of the percentile bootstrap's, too narrow for few seeds: it decides nothing. */
  readonly bootstrap: { readonly low: number | null; readonly high: number | null } | null;
  /** What the measure must be for the claim to hold, fixed beforehand: "at most 0.1". */
  readonly criterion: string;
  /** Why this criterion. */
  readonly reason: string;
  /** From the mean to the nearest limit, in `sd`; null where there is none, or the seeds agree exactly. */
  readonly distance: number | null;
  /** The fewest seeds that decide at this distance, from 3 up; null: more than 1000. */
  readonly seedsToDecide: number | null;
  /** Seeds beyond the lower limit of a claim of order, and the exact one-sided p of the sign test. */
  readonly signs?: { readonly beyond: number; readonly of: number; readonly p: number };
  /** The standard error within a seed, over whole trajectories; of a ratio, that of its logarithm. */
  readonly withinSeed?: number;
  /** Whether that is not below a third of `sd`. */
  readonly tooFewTrajectories?: boolean;
  /** What the measure would be by chance, by seed: two active sets compared; null as in `perSeed`. */
  readonly floor?: readonly (readonly [seed: number, value: number | null])[];
  readonly verdict: Verdict;
  /** Why it was not tested. */
  readonly why?: string;
  /** The paper's value. */
  readonly paper?: string;
  /** The steps that it was measured over. */
  readonly window?: string;
}

export type Verdict = "holds" | "does not hold" | "undecided" | "not tested";

/** From the worst: what decides of a claim's measures. */
const ORDER: readonly Verdict[] = ["does not hold", "undecided", "not tested", "holds"];

/** How a verdict is reached and what stands beside it, for a reader of the claims: paragraphs. */
export const VERDICT_RULE: readonly string[] = [
  [
    "A measure holds if Student's 95 % interval of its mean over seeds lies inside the criterion, does",
    "not hold if it lies outside, and is undecided if it lies astride a limit; ratios are averaged as",
    "logarithms. It is not tested with fewer than 3 seeds, where a seed has no finite value, or where",
    "the mean sampling floor (how far a second, independent active set is from the first) is not below",
    "its limit. A claim does not hold if one of its measures does not, is undecided if none fails and",
    "one is undecided, holds if all hold, and else is not tested.",
  ].join(" "),
  [
    "Beside each measure: how far its mean is from the nearest limit, in standard deviations (SD) over",
    "seeds, and how many seeds would decide it at this distance. “Trajectories too few” marks a measure",
    "whose standard error within a seed, over whole trajectories, is not below a third of the SD over",
    "seeds; claims 1 and 2 have no such error, for their measures do not keep trajectories apart.",
  ].join(" "),
];

/** Under a protocol all measures must agree: a claim is no better than the worst of them. */
export function verdictUnder({ protocols }: Claim, protocol: string): Verdict {
  const verdicts = protocols.filter((evidence) => evidence.protocol === protocol)
    .map(({ verdict }) => verdict);
  return ORDER.find((verdict) => verdicts.includes(verdict)) ?? "not tested";
}

/** A claim of the paper and how it fares (paper.md, section 8). */
export interface Claim {
  readonly number: number;
  readonly statement: string;
  /** One for each protocol and measure. */
  readonly protocols: readonly ClaimEvidence[];
}
