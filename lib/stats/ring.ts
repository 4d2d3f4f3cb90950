import { extents, type TrajectoryArray } from "./extents.ts";

/** Points of trajectories by their distance from the centre, the origin of their plane. */
export interface Radii {
  readonly trajectories: number;
  /** Rising. */
  readonly values: Float64Array<ArrayBuffer>;
  /** The trajectory of each. */
  readonly owners: Uint32Array<ArrayBuffer>;
}

/**
 * The distances of points of the plane, [n, T, 2], from the origin. Throws if the shape does not fit.
 */
export function sortRadii(points: TrajectoryArray): Radii {
  const { count, steps } = extents(points);
  const { data } = points;
  const radii = Float64Array.from(
    { length: count * steps },
    (_, i) => Math.sqrt(data[2 * i]! ** 2 + data[2 * i + 1]! ** 2),
  );
  const order = Uint32Array.from(radii.keys()).sort((a, b) => radii[a]! - radii[b]! || a - b);
  return {
    trajectories: count,
    values: Float64Array.from(order, (i) => radii[i]!),
    owners: order.map((i) => Math.floor(i / steps)),
  };
}

/**
 * How hollow a cloud of points is: the 5th percentile of the distance from the centre over the median, near
 * 1 in a ring and 0.32 in a disc. NaN where half the points lie in the centre.
 *
 * @param drawn how often each trajectory counts
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const ring = { shape: [1, 3, 2], data: Float64Array.of(2, 0, 0, 2, -2, 0) };
 * assert.equal(hole(sortRadii(ring)), 1);
 * ```
 */
export function hole({ values, owners, trajectories }: Radii, drawn?: Float64Array): number {
  const weights = drawn ?? new Float64Array(trajectories).fill(1);
  let count = 0;
  for (const owner of owners) count += weights[owner]!;
  const at = (fraction: number): number => {
    // numpy.quantile's default on the points as often as they count.
    const place = fraction * (count - 1), below = Math.floor(place);
    let seen = 0, low = NaN;
    for (let i = 0; i < values.length; i++) {
      seen += weights[owners[i]!]!;
      if (seen > below && Number.isNaN(low)) low = values[i]!;
      if (seen > below + 1) return low + (values[i]! - low) * (place - below);
    }
    return low;
  };
  return at(0.05) / at(0.5);
}
