import { choleskyFactor, choleskySolve } from "../stats/cholesky.ts";
import { productTransposed, transposed } from "../stats/matrix_product.ts";
import type { JointMoments } from "./joint_moments.ts";

/** Added to the diagonal of a covariance before it is inverted, as a share of its mean entry. */
const RIDGE = 1e-6;

/** The ridge regression of states on the activities of cells: mu(f) = constant + f coefficients. */
export interface RidgeMap {
  /** [N, H] */
  readonly coefficients: Float64Array<ArrayBuffer>;
  /** [H] */
  readonly constant: Float64Array<ArrayBuffer>;
}

/**
 * The best linear denoiser: g(r) = -gain (r - mean), the regression of the noise that a state holds on the
 * state, which has covariance s^2 I with it. Of Gaussian states and noise it is s^2 times the score.
 */
export interface LinearDenoiser {
  readonly mean: Float64Array<ArrayBuffer>;
  /** s^2 S^-1, [H, H] */
  readonly gain: Float64Array<ArrayBuffer>;
}

/**
 * The best denoiser of a mixture of J equally likely Gaussians of one covariance S_w about centres mu_j:
 * g(r) = s^2 S_w^-1 (sum_j w_j mu_j - r), w_j ~ exp(-|r - mu_j|^2 / 2) in the metric of S_w^-1. With x = r - mean,
 * w_j ~ exp(keys_j x + offsets_j) and g = s^2 (sum_j w_j keys_j - precision x).
 */
export interface MixtureDenoiser {
  /** [H] */
  readonly mean: Float64Array<ArrayBuffer>;
  /** S_w^-1, [H, H] */
  readonly precision: Float64Array<ArrayBuffer>;
  /** S_w^-1 (mu_j - mean), [J, H] */
  readonly keys: Float64Array<ArrayBuffer>;
  /** -(mu_j - mean)' S_w^-1 (mu_j - mean) / 2, [J] */
  readonly offsets: Float64Array<ArrayBuffer>;
}

/** @param variance s^2, of the noise per unit and step */
export function linearDenoiser(
  { states: { mean, covariance } }: JointMoments,
  variance: number,
): LinearDenoiser {
  return { mean, gain: inverse(covariance, mean.length).map((entry) => variance * entry) };
}

/**
 * Minimises the mean of |r - mu(f)|^2 plus `penalty` times the sum of the squared coefficients; the constant
 * is free.
 */
export function ridgeMap({ cells, states, cross }: JointMoments, penalty: number): RidgeMap {
  const n = cells.mean.length, units = states.mean.length;
  const normal = cells.covariance.slice();
  for (let i = 0; i < n; i++) normal[i * (n + 1)]! += penalty;
  const coefficients = choleskySolve(choleskyFactor(normal, n), n, cross);
  const predicted = productTransposed(cells.mean, transposed(coefficients, units), n);
  return { coefficients, constant: states.mean.map((value, j) => value - predicted[j]!) };
}

/**
 * The mixture about the states that a ridge map expects at some places, with the covariance of what it
 * leaves.
 *
 * @param activities of the cells at the places, [J, N]
 */
export function mixtureDenoiser(
  moments: JointMoments,
  penalty: number,
  activities: Float64Array,
): MixtureDenoiser {
  const { states: { mean, covariance }, cross } = moments;
  const units = mean.length;
  const { coefficients, constant } = ridgeMap(moments, penalty);
  // S - C'M - M'C + M' F M for cells' covariance F, where F M = C - penalty M.
  const left = cross.map((value, at) => value + penalty * coefficients[at]!);
  const cells = cross.length / units;
  const explained = productTransposed(
    transposed(coefficients, units),
    transposed(left, units),
    cells,
  );
  const precision = inverse(covariance.map((value, at) => value - explained[at]!), units);
  const centres = productTransposed(activities, transposed(coefficients, units), cells)
    .map((value, at) => value + constant[at % units]! - mean[at % units]!);
  const keys = productTransposed(centres, precision, units);
  const offsets = new Float64Array(centres.length / units);
  for (let at = 0; at < centres.length; at++) {
    offsets[Math.floor(at / units)]! -= keys[at]! * centres[at]! / 2;
  }
  return { mean, precision, keys, offsets };
}

function inverse(covariance: Float64Array, n: number): Float64Array<ArrayBuffer> {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += covariance[i * (n + 1)]!;
  const regular = covariance.slice(), identity = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    regular[i * (n + 1)]! += RIDGE * trace / n;
    identity[i * (n + 1)] = 1;
  }
  return choleskySolve(choleskyFactor(regular, n), n, identity);
}
