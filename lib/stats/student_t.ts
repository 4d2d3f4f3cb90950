import { mean, standardDeviation } from "./summary.ts";

/** A mean of few values, how far they spread, and where the mean of all such values may lie. */
export interface MeanInterval {
  readonly mean: number;
  /** Divisor n - 1. */
  readonly sd: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Student's t interval of a mean: for normal values it covers the true one with a chance of exactly
 * `level`, however few there are. Throws for fewer than two values.
 */
export function studentInterval(values: ArrayLike<number>, level = 0.95): MeanInterval {
  const n = values.length;
  if (n < 2) throw new RangeError(`Cannot give an interval: found ${n} values, expected two`);
  const centre = mean(values);
  const sd = standardDeviation(values, 1);
  const half = halfWidth(n, level) * sd;
  return { mean: centre, sd, low: centre - half, high: centre + half };
}

/**
 * The smallest sample, from 3 up, whose interval would be clear of a limit that lies `distance` standard
 * deviations from the mean; undefined if 1000 are too few.
 */
export function sampleThatDecides(distance: number, level = 0.95): number | undefined {
  let [low, high] = [3, 1000];
  if (!(halfWidth(high, level) <= distance)) return undefined;
  while (low < high) { // the width falls with the size
    const middle = Math.floor((low + high) / 2);
    if (halfWidth(middle, level) <= distance) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Half the interval of a mean of n values, in their standard deviations. */
function halfWidth(n: number, level: number): number {
  return studentTQuantile((1 + level) / 2, n - 1) / Math.sqrt(n);
}

/**
 * The quantile of Student's t distribution with whole degrees of freedom (scipy.stats.t.ppf). Throws
 * unless 0 < probability < 1 and there is a degree of freedom.
 */
export function studentTQuantile(probability: number, degrees: number): number {
  if (!(probability > 0 && probability < 1 && Number.isInteger(degrees) && degrees >= 1)) {
    throw new RangeError(
      `Cannot give the quantile at ${probability} with ${degrees} degrees of freedom: expected a ` +
        "probability between 0 and 1 and a whole number from 1",
    );
  }
  const within = Math.abs(2 * probability - 1);
  let low = 0, high = 1;
  while (shareWithin(high, degrees) < within) [low, high] = [high, 2 * high];
  for (;;) { // until no double lies between
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (shareWithin(middle, degrees) < within) low = middle;
    else high = middle;
  }
  return Math.sign(probability - 0.5) * high * Math.sqrt(degrees);
}

/**
 * P(|T| <= x sqrt(degrees)): for whole degrees of freedom a finite sum (Abramowitz and Stegun, 26.7.3
 * and 26.7.4), with x the tangent of their angle.
 */
function shareWithin(x: number, degrees: number): number {
  const square = 1 / (1 + x * x); // of the cosine
  const cosine = Math.sqrt(square), sine = x * cosine;
  const odd = degrees % 2 === 1;
  let term = odd ? sine * cosine : sine, sum = 0;
  for (let k = odd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= square * (k - 1) / k;
  }
  return odd ? (Math.atan2(x, 1) + sum) * 2 / Math.PI : sum;
}
