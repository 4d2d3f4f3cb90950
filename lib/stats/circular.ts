import { extents, type TrajectoryArray } from "./extents.ts";

const TURN = 2 * Math.PI;

/** Folds an angle in radians to [-pi, pi). */
export function foldAngle(angle: number): number {
  const folded = angle - TURN * Math.floor((angle + Math.PI) / TURN);
  // Rounding can carry the result over either end.
  if (folded >= Math.PI) return folded - TURN;
  return folded < -Math.PI ? -Math.PI : folded;
}

/**
 * Differences of consecutive bearings, [B, T] -> [B, T - 1], folded to [-pi, pi), radians a step.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bearings = { shape: [1, 3], data: Float64Array.of(0, 3, -3) };
 * const [first, second] = circularDifferences(bearings);
 * assert.equal(first, 3);
 * assert.ok(Math.abs(second! - (2 * Math.PI - 6)) < 1e-12); // the short way round
 * ```
 */
export function circularDifferences(bearings: TrajectoryArray): Float64Array<ArrayBuffer> {
  return differences(bearings, foldAngle);
}

/** In multiples of pi: where the authors' notebook begins to fold differences. */
export const RELEASED_FOLD = 1.5;

/**
 * Differences of consecutive bearings as the authors' notebook folds them (paper.md D11): only beyond
 * 1.5 pi, so that those between pi and 1.5 pi in size stay.
 */
export function releasedDifferences(bearings: TrajectoryArray): Float64Array<ArrayBuffer> {
  return differences(bearings, (angle) => {
    if (angle > RELEASED_FOLD * Math.PI) return angle - TURN;
    return angle < -RELEASED_FOLD * Math.PI ? angle + TURN : angle;
  });
}

function differences(
  bearings: TrajectoryArray,
  fold: (angle: number) => number,
): Float64Array<ArrayBuffer> {
  const { count, steps, dimensions } = extents(bearings);
  if (dimensions !== 1) {
    throw new Error(`Cannot difference bearings: found ${dimensions} coordinates, expected one`);
  }
  const { data } = bearings;
  const out = new Float64Array(count * (steps - 1));
  for (let b = 0, to = 0; b < count; b++) {
    for (let i = b * steps; i < (b + 1) * steps - 1; i++) out[to++] = fold(data[i + 1]! - data[i]!);
  }
  return out;
}
