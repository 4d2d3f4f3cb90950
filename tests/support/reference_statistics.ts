/** What the tests of random numbers compare with; none of it uses the code under test. */

/** P(Z < x) for a standard normal; relative error below 1e-13 in either tail. */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  return Math.abs(x) < 3.5 ? 0.5 - bulk(-x) : tail(-x);
}

/** P(0 < Z < x) = phi(x) (x + x^3 / 3 + x^5 / (3 5) + ...): all terms positive. */
function bulk(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 3; term > 1e-17 * sum; n += 2) {
    term *= x * x / n;
    sum += term;
  }
  return density(x) * sum;
}

/** P(Z > x) = phi(x) / (x + 1 / (x + 2 / (x + 3 / ...))) (Laplace). */
function tail(x: number): number {
  let fraction = x;
  for (let n = 120; n >= 1; n--) fraction = x + n / fraction;
  return density(x) / fraction;
}

function density(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** sqrt(n) times the Kolmogorov-Smirnov distance; above 1.95 with probability 0.001. */
export function kolmogorovSmirnov(
  sample: Float32Array | Float64Array,
  cdf: (x: number) => number,
): number {
  const sorted = sample.slice().sort();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const p = cdf(sorted[i]!);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  }
  return distance * Math.sqrt(n);
}

/**
 * Pearson's chi-square of counts against probabilities as a standard normal score (Wilson and
 * Hilferty). Expected counts should be 10 or more.
 */
export function chiSquareScore(
  counts: ArrayLike<number>,
  probability: (bin: number) => number,
): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  let chiSquare = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = total * probability(i);
    chiSquare += (counts[i]! - expected) ** 2 / expected;
  }
  const degrees = counts.length - 1;
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(chiSquare / degrees) - (1 - spread)) / Math.sqrt(spread);
}

/** Correlation of a[i] with b[i + lag] over all i, times the square root of their number: N(0, 1). */
export function correlationScore(a: Float32Array, b: Float32Array, lag = 0): number {
  const n = a.length - lag;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < n; i++) {
    const x = a[i]!;
    const y = b[i + lag]!;
    sumA += x;
    sumB += y;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  const covariance = ab - sumA * sumB / n;
  return Math.sqrt(n) * covariance /
    Math.sqrt((aa - sumA * sumA / n) * (bb - sumB * sumB / n));
}
