import { symmetricEigen } from "./symmetric_eigen.ts";

/** Principal components of d-dimensional rows, by falling variance. */
export interface Pca {
  /** [d], what `project` takes off. */
  readonly mean: Float64Array;
  /** [d, d], one unit vector a row; its entry of largest absolute value (the first such) is positive. */
  readonly components: Float64Array<ArrayBuffer>;
  /** [d], never negative, in squared units of the data. */
  readonly explainedVariance: Float64Array<ArrayBuffer>;
  /** [d], shares of the total variance; all 0 if that is 0. */
  readonly explainedVarianceRatio: Float64Array<ArrayBuffer>;
  /** [d], running sums of the shares. */
  readonly cumulativeRatio: Float64Array<ArrayBuffer>;
}

/**
 * The principal components of rows with this mean, [d], and covariance, [d, d] (see `Moments`).
 *
 * Matches sklearn.decomposition.PCA, signs apart, but for directions without variance (silent units),
 * which are arbitrary in both.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * // Two uncorrelated directions with variances 1 and 3.
 * const { components, cumulativeRatio } = pca(Float64Array.of(0, 0), Float64Array.of(1, 0, 0, 3));
 * assert.deepEqual([...components], [0, 1, 1, 0]);
 * assert.deepEqual([...cumulativeRatio], [0.75, 1]);
 * ```
 */
export function pca(mean: Float64Array, covariance: Float64Array): Pca {
  const d = mean.length;
  const { values, vectors } = symmetricEigen(covariance, d);
  // Rounding can put a variance of 0 below it.
  const explainedVariance = values.map((value) => Math.max(value, 0));
  const total = explainedVariance.reduce((sum, value) => sum + value, 0);
  const explainedVarianceRatio = explainedVariance.map((value) => total > 0 ? value / total : 0);
  let sum = 0;
  const cumulativeRatio = explainedVarianceRatio.map((ratio) => sum += ratio);
  for (let row = 0; row < d; row++) fixSign(vectors.subarray(row * d, (row + 1) * d));
  return { mean, components: vectors, explainedVariance, explainedVarianceRatio, cumulativeRatio };
}

/**
 * Projects rows, [n, d], on the first `count` components; returns [n, count] in units of the data. Throws
 * if the numbers do not make whole rows, or there are fewer components.
 */
export function project(
  { mean, components }: { readonly mean: Float64Array; readonly components: Float64Array },
  rows: Float32Array | Float64Array,
  count: number,
): Float64Array<ArrayBuffer> {
  const d = mean.length;
  const n = rows.length / d;
  if (!Number.isInteger(n) || count * d > components.length) {
    throw new Error(
      `Cannot project ${rows.length} numbers on ${count} components: expected [n, ${d}] and at most ` +
        `${components.length / d}`,
    );
  }
  const out = new Float64Array(n * count);
  for (let i = 0, at = 0; i < n; i++) {
    const row = i * d;
    for (let c = 0; c < count; c++) {
      const component = c * d;
      let sum = 0;
      for (let j = 0; j < d; j++) sum += (rows[row + j]! - mean[j]!) * components[component + j]!;
      out[at++] = sum;
    }
  }
  return out;
}

function fixSign(vector: Float64Array): void {
  let largest = 0;
  for (const entry of vector) if (Math.abs(entry) > Math.abs(largest)) largest = entry;
  if (largest < 0) { for (let i = 0; i < vector.length; i++) vector[i] = -vector[i]!; }
}
