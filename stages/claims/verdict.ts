import { stream } from "../../lib/random/stream.ts";
import { bootstrapMean } from "../../lib/stats/bootstrap.ts";
import type { PerSeed } from "./measurements.ts";

/** What a measure must be; the limits are part of the interval. */
export interface Criterion {
  readonly least?: number;
  readonly most?: number;
  readonly reason: string;
}

export type Verdict = "holds" | "does not hold" | "not tested";

export interface Weighed {
  readonly perSeed: PerSeed;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly criterion: string;
  readonly reason: string;
  readonly verdict: Verdict;
}

/**
 * A claim holds if the whole bootstrap interval of the mean over seeds meets the criterion, does not
 * hold if it does not, and is not tested by fewer than two networks.
 */
export function weigh(perSeed: PerSeed, criterion: Criterion, claim: number): Weighed {
  const values = perSeed.map(([, value]) => value);
  const { least = -Infinity, most = Infinity, reason } = criterion;
  const stated = { criterion: criterionText(criterion), reason };
  if (values.length === 0) {
    return { perSeed, mean: null, low: null, high: null, ...stated, verdict: "not tested" };
  }
  const { mean, low, high } = bootstrapMean(values, stream("claims", claim, "bootstrap"));
  const verdict = low === null || high === null
    ? "not tested"
    : low >= least && high <= most
    ? "holds"
    : "does not hold";
  return { perSeed, mean, low, high, ...stated, verdict };
}

function criterionText({ least, most }: Criterion): string {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`;
  return least !== undefined ? `at least ${least}` : `at most ${most}`;
}
