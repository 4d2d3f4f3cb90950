import type { NdArray } from "../array.ts";

/** Steps of trajectories: from the first that counts to the one after the last. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The windows that numbers of a quiescent phase are of: its first steps, and its second half. */
export function quiescentWindows(
  steps: number,
  early: number,
): Readonly<Record<"early" | "late", Window>> {
  return {
    early: { from: 0, to: Math.min(early, steps) },
    late: { from: Math.floor(steps / 2), to: steps },
  };
}

/**
 * These steps of trajectories [n, T, d], or [n, T], as an array of its own. Throws if they have none of
 * them or not all.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bearings = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
 * assert.deepEqual([...trajectoryWindow(bearings, { from: 1, to: 3 }).data], [2, 3, 5, 6]);
 * ```
 */
export function trajectoryWindow(
  { shape, data }: NdArray<Float32Array>,
  { from, to }: Window,
): NdArray<Float32Array> {
  const [n, steps, ...rest] = shape as [number, number, ...number[]]; // trajectories have two at least
  if (!(from < to && to <= steps)) {
    throw new Error(`Cannot take steps ${from} to ${to}: the trajectories have ${steps}`);
  }
  const size = rest[0] ?? 1, length = (to - from) * size;
  const taken = new Float32Array(n * length);
  for (let i = 0; i < n; i++) {
    const start = (i * steps + from) * size;
    taken.set(data.subarray(start, start + length), i * length);
  }
  return { shape: [n, to - from, ...rest], data: taken };
}

/**
 * So many steps of each trajectory, evenly spaced: the middles of equal parts. All of them where there are
 * no more.
 */
export function evenlySpaced<T extends Float32Array | Float64Array>(
  { shape, data }: NdArray<T>,
  most: number,
): NdArray<T> {
  const [n, steps, ...rest] = shape as [number, number, ...number[]]; // trajectories have two at least
  if (steps <= most) return { shape, data };
  const size = rest[0] ?? 1;
  const taken = data.slice(0, n * most * size) as T; // a slice has the type of its array
  for (let i = 0, to = 0; i < n * most; i++) {
    const step = Math.floor((i % most + 0.5) * steps / most);
    const from = (Math.floor(i / most) * steps + step) * size;
    for (let d = 0; d < size; d++) taken[to++] = data[from + d]!;
  }
  return { shape: [n, most, ...rest], data: taken };
}
