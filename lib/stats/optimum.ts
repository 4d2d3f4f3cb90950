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
  /**
   * Percentiles 2.5 and 97.5 of the optima of resampled seeds, each with its trajectories resampled where
   * that is given; null for a single seed.
   */
  readonly low: number | null;
  readonly high: number | null;
  /**
   * Factors that are not told from the optimum: the one-sided 95 % t bound of the difference, paired by
   * seeds, is below the floor's standard deviation. Null for fewer than two seeds.
   */
  readonly flat: readonly number[] | null;
}

/** What is known of a seed. */
export interface SeedOfSweep {
  readonly distances: SeedDistances;
  /** The same of resampled trajectories; none if they were not resampled. */
  readonly resampled: readonly SeedDistances[];
  /** The distance that chance makes. */
  readonly floor: number;
}

/**
 * Where distances are least.
 *
 * @param random seeds are resampled from it, and which resample of their trajectories they are given
 */
export function optimumOf(
  factors: readonly number[],
  seeds: readonly SeedOfSweep[],
  random: Stream,
  resamples = 2000,
): Optimum {
  const distances = seeds.map((seed) => seed.distances);
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
    const sample = seeds.map(() => {
      const { distances, resampled } = one(seeds, random);
      return resampled.length === 0 ? distances : one(resampled, random);
    });
    optima[r] = factors[leastOf(sample, candidates)]!;
  }
  optima.sort();
  const spread = standardDeviation(seeds.map(({ floor }) => floor), 1);
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

function one<T>(all: readonly T[], random: Stream): T {
  return all[Math.floor(random.uniform() * all.length)]!;
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
