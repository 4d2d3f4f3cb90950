/**
 * The lower factor L of a symmetric positive definite matrix A = L L', [n, n]; only its lower triangle is
 * read. Throws if the matrix is not positive definite.
 */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0, a = i * n, b = j * n; k < j; k++) sum -= factor[a++]! * factor[b++]!;
      if (j < i) factor[i * n + j] = sum / factor[j * n + j]!;
      else if (sum > 0) factor[i * n + i] = Math.sqrt(sum);
      else throw new Error(`Cannot factor a matrix: pivot ${i} is ${sum}, expected above 0`);
    }
  }
  return factor;
}

/**
 * X of A X = B for several right sides at once, B [n, m], from the factor of A.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const factor = choleskyFactor(Float64Array.of(4, 2, 2, 2), 2);
 * assert.deepEqual([...factor], [2, 0, 1, 1]);
 * assert.deepEqual([...choleskySolve(factor, 2, Float64Array.of(8, 6))], [1, 2]);
 * ```
 */
export function choleskySolve(
  factor: Float64Array,
  n: number,
  right: Float64Array,
): Float64Array<ArrayBuffer> {
  const m = right.length / n;
  if (!Number.isInteger(m)) {
    throw new Error(`Cannot solve for ${right.length} numbers: expected [${n}, m]`);
  }
  const x = Float64Array.from(right);
  const subtract = (row: number, from: number, times: number): void => {
    for (let k = 0, to = row * m, at = from * m; k < m; k++) x[to++]! -= times * x[at++]!;
  };
  const divide = (row: number, by: number): void => {
    for (let at = row * m; at < (row + 1) * m; at++) x[at]! /= by;
  };
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtract(i, k, factor[i * n + k]!);
    divide(i, factor[i * n + i]!);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtract(i, k, factor[k * n + i]!);
    divide(i, factor[i * n + i]!);
  }
  return x;
}
