import { productTransposed, transposed } from "../stats/matrix_product.ts";
import { symmetricEigen } from "../stats/symmetric_eigen.ts";
import type { JointMoments } from "./joint_moments.ts";

/** Singular values below this share of the largest are taken as 0. */
const SMALLEST = 0.01;

/**
 * How far states are from D^+ f(s), relative to their length: the root of E|r - D^+ f|^2 / E|r|^2. The theory
 * of eqs. 15 to 18 takes it as 0.
 *
 * @param decoder D, [N, H]
 * @param moments of sqrt(N) f(s) and r
 */
export function inverseMisfit(
  decoder: Float64Array,
  { cells, states, cross }: JointMoments,
): number {
  const n = cells.mean.length, units = states.mean.length;
  const inverse = pseudoInverse(decoder, n, units).map((entry) => entry / Math.sqrt(n));
  const expected = productTransposed(inverse, cells.mean, n);
  const spread = productTransposed(inverse, cells.covariance, n);
  let misfit = 0, square = 0;
  for (let i = 0; i < units; i++) {
    misfit += (states.mean[i]! - expected[i]!) ** 2 + states.covariance[i * (units + 1)]!;
    square += states.mean[i]! ** 2 + states.covariance[i * (units + 1)]!;
    for (let k = 0; k < n; k++) {
      const entry = inverse[i * n + k]!;
      misfit += entry * (spread[i * n + k]! - 2 * cross[k * units + i]!);
    }
  }
  return Math.sqrt(misfit / square);
}

/** D^+ [H, N] of D [N, H], from the eigenvectors of D'D. */
function pseudoInverse(decoder: Float64Array, n: number, units: number): Float64Array {
  const across = transposed(decoder, units);
  const { values, vectors } = symmetricEigen(productTransposed(across, across, n), units);
  const largest = values[0]!; // there is a unit
  const scaled = vectors.map((entry, at) => {
    const value = values[Math.floor(at / units)]!;
    return value < SMALLEST ** 2 * largest || value <= 0 ? 0 : entry / value;
  });
  // V diag(1 / s^2) V' is symmetric.
  const inverse = productTransposed(
    transposed(vectors, units),
    transposed(scaled, units),
    units,
  );
  return productTransposed(inverse, decoder, units);
}
