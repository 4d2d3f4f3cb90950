import { quantile } from "./quantile.ts";
import { mean } from "./summary.ts";

/** Bins of the circle. */
export const BINS = 720;
const TURN = 2 * Math.PI;

/**
 * The Wasserstein distance of order 1 between two sets of bearings, each of any number, in radians along
 * the circle. Exact for their histograms of 720 bins, of half a degree: with the difference h of the two
 * distribution functions it is 2 pi times the mean of |h - c| at the best c, the median of h (Rabin et al.
 * 2011). Throws if there are no bearings.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bearings = Float64Array.of(-3, 0, 1.5);
 * const turned = bearings.map((bearing) => bearing - 0.5); // the first goes through pi
 * assert.ok(Math.abs(circularWasserstein(bearings, turned) - 0.5) < 2 * Math.PI / 720);
 * ```
 */
export function circularWasserstein(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [p, q] = [shares(a), shares(b)];
  const differences = new Float64Array(BINS);
  let sum = 0;
  for (let bin = 0; bin < BINS; bin++) differences[bin] = sum += p[bin]! - q[bin]!;
  const median = quantile(differences.toSorted(), 0.5);
  return TURN * mean(differences.map((difference) => Math.abs(difference - median)));
}

/** What share of bearings lies in each bin. */
function shares(bearings: ArrayLike<number>): Float64Array {
  if (bearings.length === 0) throw new RangeError("Cannot compare no bearings");
  const counts = new Float64Array(BINS);
  for (let i = 0; i < bearings.length; i++) {
    const bin = Math.floor((bearings[i]! + Math.PI) / TURN * BINS) % BINS;
    counts[bin < 0 ? bin + BINS : bin]!++;
  }
  return counts.map((count) => count / bearings.length);
}
