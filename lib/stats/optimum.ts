import type { Stream } from "../random/stream.ts";
import { quantile } from "./quantile.ts";
import { studentTQuantile } from "./student_t.ts";
import { mean, standardDeviation } from "./summary.ts";

/** Distances of one seed, one a factor. */
export type SeedDistances = readonly number[];

/** The factor of least distance, and how well it is known. */
export interface Optimum {
  /** Of the mean over seeds, among factors above 0. */
  readonly factor: number;
  /** Percentiles 2.5 and 97.5 of the optima of resampled seeds; null for a single seed. */
  readonly low: number | null;
  readonly high: number | null;
  /**
   * Factors that are not told from the optimum: the one-sided 95 % t bound of the difference, paired by
   * seeds, is below the floor's standard deviation. Null for fewer than two seeds.
   */
  readonly flat: readonly number[] | null;
}

/**
 * Where distances are least.
 *
 * @param distances of each seed by factor
 * @param floor the distances that chance makes, one a seed
 * @param random seeds are resampled from it
 */
export function optimumOf(
  factors: readonly number[],
  distances: readonly SeedDistances[],
  floor: readonly number[],
  random: Stream,
  resamples = 2000,
): Optimum {
  const candidates = factors.flatMap((factor, i) => factor > 0 ? [i] : []);
  if (distances.length === 0 || candidates.length === 0) {
    throw new Error("Cannot find an optimum: expected a seed and a factor above 0");
  }
  const best = leastOf(distances, candidates);
  const factor = factors[best]!;
  const n = distances.length;
  if (n === 1) return { factor, low: null, high: null, flat: null };
  const optima = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    const sample = Array.from(distances, () => distances[Math.floor(random.uniform() * n)]!);
    optima[r] = factors[leastOf(sample, candidates)]!;
  }
  optima.sort();
  const spread = standardDeviation(floor, 1);
  const bound = (i: number): number => {
    const differences = distances.map((of) => of[i]! - of[best]!);
    const half = studentTQuantile(0.95, n - 1) * standardDeviation(differences, 1) / Math.sqrt(n);
    return mean(differences) + half;
  };
  return {
    factor,
    low: quantile(optima, 0.025),
    high: quantile(optima, 0.975),
    flat: factors.filter((_, i) => i === best || bound(i) < spread),
  };
}

/** Which of the candidates has the least mean; of equal ones, the first. */
function leastOf(distances: readonly SeedDistances[], candidates: readonly number[]): number {
  let best = candidates[0]!, least = Infinity; // the caller has checked that there is one
  for (const i of candidates) {
    const at = mean(distances.map((of) => of[i]!));
    if (at < least) [best, least] = [i, at];
  }
  return best;
}
