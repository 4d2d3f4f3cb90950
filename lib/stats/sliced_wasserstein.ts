import type { NdArray } from "../array.ts";
import type { Stream } from "../random/stream.ts";
import { quantile } from "./quantile.ts";
import { sortValues } from "./sort_values.ts";

/** Unit vectors to project points on, [L, d]. */
export type Directions = NdArray<Float64Array>;

/** Points along each of some directions, as quantiles: [L, 1000], in units of the points. */
export type ProjectedQuantiles = NdArray<Float64Array>;

/** Directions of the plane; a fixed quadrature, so that no random number is in a distance. */
export const DIRECTIONS = 64;

/** Quantiles of each projection, at (q + 1/2) / 1000. */
export const QUANTILES = 1000;

/** The directions of a half turn at (l + 1/2) pi / L, the middles of L equal angles: [L, 2]. */
export function planeDirections(count = DIRECTIONS): Directions {
  const data = new Float64Array(2 * count);
  for (let l = 0; l < count; l++) {
    const angle = (l + 0.5) * Math.PI / count;
    data[2 * l] = Math.cos(angle);
    data[2 * l + 1] = Math.sin(angle);
  }
  return { shape: [count, 2], data };
}

/** Directions that are uniform on the sphere in so many dimensions, drawn from a stream: [L, d]. */
export function randomDirections(
  stream: Stream,
  dimensions: number,
  count = DIRECTIONS,
): Directions {
  const data = new Float64Array(count * dimensions);
  stream.fillNormal(data);
  for (let l = 0; l < count; l++) {
    const direction = data.subarray(l * dimensions, (l + 1) * dimensions);
    const norm = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0));
    for (let d = 0; d < dimensions; d++) direction[d]! /= norm;
  }
  return { shape: [count, dimensions], data };
}

/**
 * What a sliced Wasserstein distance needs of points, [n, d] or [B, T, d]: their quantiles along each
 * direction, linear between order statistics (numpy.quantile's default). All points count. Throws if
 * there are none, or if their last extent is not that of the directions.
 */
export function projectedQuantiles(
  { shape, data }: NdArray<Float32Array | Float64Array>,
  directions: Directions,
): ProjectedQuantiles {
  const [count, dimensions] = directions.shape as readonly [number, number]; // as their type says
  if (shape.at(-1) !== dimensions || data.length === 0 || data.length % dimensions !== 0) {
    throw new Error(
      `Cannot project points: found shape [${shape.join(", ")}], ` +
        `expected points in ${dimensions} dimensions`,
    );
  }
  const projections = new Float64Array(data.length / dimensions);
  const quantiles = new Float64Array(count * QUANTILES);
  for (let l = 0, to = 0; l < count; l++) {
    project(data, directions, l, projections);
    const sorted = sortValues(projections);
    for (let q = 0; q < QUANTILES; q++) {
      quantiles[to++] = quantile(sorted, (q + 0.5) / QUANTILES);
    }
  }
  return { shape: [count, QUANTILES], data: quantiles };
}

/** Writes the coordinates of points along a direction, the l-th; each sum in the order of dimensions. */
export function project(
  data: Float32Array | Float64Array,
  { shape, data: axes }: Directions,
  l: number,
  out: Float64Array,
): void {
  const dimensions = shape[1]!; // directions have rank 2
  for (let i = 0, from = 0; i < out.length; i++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) sum += axes[l * dimensions + d]! * data[from++]!;
    out[i] = sum;
  }
}

/**
 * The sliced Wasserstein distance of order 1 or 2 between two sets of points: (the mean over directions
 * and quantiles of |difference|^p)^(1/p), in units of the points. No bandwidth and nothing clipped. Throws
 * if the directions are not equally many.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const directions = planeDirections();
 * const here = { shape: [2, 2], data: Float64Array.of(0, 0, 1, 1) };
 * const moved = { shape: [2, 2], data: Float64Array.of(0.3, 0, 1.3, 1) };
 * const distance = slicedWasserstein(
 *   projectedQuantiles(here, directions),
 *   projectedQuantiles(moved, directions),
 *   2,
 * );
 * assert.ok(Math.abs(distance - 0.3 / Math.sqrt(2)) < 1e-12);
 * ```
 */
export function slicedWasserstein(
  a: ProjectedQuantiles,
  b: ProjectedQuantiles,
  order: 1 | 2,
): number {
  if (a.data.length !== b.data.length) {
    throw new Error(
      `Cannot compare projections: found ${a.shape[0]} and ${b.shape[0]} directions`,
    );
  }
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    const difference = Math.abs(a.data[i]! - b.data[i]!);
    sum += order === 1 ? difference : difference * difference;
  }
  const mean = sum / a.data.length;
  return order === 1 ? mean : Math.sqrt(mean);
}
