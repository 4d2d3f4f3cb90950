import { mean } from "./summary.ts";

/**
 * How much of where trajectories are, [n, 2], is where they started, [n, 2]: R^2 of the linear regression of
 * both coordinates on those of the start and a constant. From 0 to 1; undefined where starts span no plane, or
 * all trajectories are in one place.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const starts = Float64Array.of(0, 0, 1, 0, 0, 1, 1, 1);
 * const turned = Float64Array.of(0, 0, 0, 2, -2, 0, -2, 2); // by a right angle, and twice as far
 * assert.equal(positionMemory(starts, turned), 1);
 * assert.equal(positionMemory(starts, Float64Array.of(0, 0, 1, 1, 1, 1, 0, 0)), 0);
 * ```
 */
export function positionMemory(
  starts: ArrayLike<number>,
  positions: ArrayLike<number>,
): number | undefined {
  if (starts.length !== positions.length) {
    throw new Error(
      `Cannot regress on starts: found ${starts.length} and ${positions.length} coordinates`,
    );
  }
  const columns = [starts, positions].flatMap((points) => [centred(points, 0), centred(points, 1)]);
  const [a, b, x, y] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
  const aa = dot(a, a), ab = dot(a, b), bb = dot(b, b);
  const determinant = aa * bb - ab * ab;
  const all = dot(x, x) + dot(y, y);
  // What cancellation leaves of a determinant is noise below this.
  if (!(determinant > 1e-14 * aa * bb && all > 0)) return undefined;
  let explained = 0;
  for (const coordinate of [x, y]) {
    const ca = dot(a, coordinate), cb = dot(b, coordinate);
    explained += (bb * ca * ca - 2 * ab * ca * cb + aa * cb * cb) / determinant;
  }
  return explained / all;
}

/**
 * How far bearings are turned from where they started, rad, alike in all trajectories: |mean exp(i (theta -
 * theta_0))|. 1 where all turned equally, near 1 / sqrt(n) where the start is forgotten.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.equal(bearingMemory([0, 0], [0, Math.PI]) < 1e-15, true);
 * assert.equal(bearingMemory([0, 1, 2], [0, 1, 2]), 1);
 * ```
 */
export function bearingMemory(starts: ArrayLike<number>, bearings: ArrayLike<number>): number {
  if (starts.length !== bearings.length) {
    throw new Error(
      `Cannot compare with starts: found ${starts.length} and ${bearings.length} bearings`,
    );
  }
  let x = 0, y = 0;
  for (let i = 0; i < starts.length; i++) {
    const turned = bearings[i]! - starts[i]!;
    x += Math.cos(turned);
    y += Math.sin(turned);
  }
  return Math.sqrt(x * x + y * y) / starts.length;
}

/** One coordinate of points, less its mean. */
function centred(points: ArrayLike<number>, coordinate: 0 | 1): Float64Array {
  const values = Float64Array.from(
    { length: points.length / 2 },
    (_, i) => points[2 * i + coordinate]!,
  );
  const centre = mean(values);
  return values.map((value) => value - centre);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
