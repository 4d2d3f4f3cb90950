/** The mean of values; NaN for none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/**
 * The standard error of a mean: what the standard deviation of the means of many resamples comes to; NaN for
 * fewer than two values.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.equal(standardError([1, 3]), 1); // a standard deviation of the square root of 2, of 2 values
 * ```
 */
export function standardError(values: ArrayLike<number>): number {
  return standardDeviation(values, 1) / Math.sqrt(values.length);
}

/**
 * The standard deviation with divisor n - ddof: ddof 0 as numpy.std (the released Fig. 1c), 1 for a
 * sample; NaN for fewer than ddof + 1 values.
 */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return values.length > ddof ? Math.sqrt(squares / (values.length - ddof)) : NaN;
}
