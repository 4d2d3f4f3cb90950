import type { NdArray } from "../array.ts";
import type { Stream } from "../random/stream.ts";
import { extents, type TrajectoryArray } from "./extents.ts";

/** How far two sets of trajectories are apart, and how often chance would bring them as far. */
export interface EnergyTest {
  /** 2 E|X - Y| - E|X - X'| - E|Y - Y'|, in units of the points; negative by chance where both are alike. */
  readonly energy: number;
  /** (1 + how many of the permutations reach it) / (1 + permutations). */
  readonly p: number;
}

/** Points that stand for a trajectory. */
const STANDING = 20;

const PERMUTATIONS = 1000;

/** Permutations that reach the distance but for rounding count: for equal partitions sums differ by it. */
const ROUNDING = 1e-12;

/**
 * The energy distance (Székely and Rizzo 2013) between two sets of trajectories, [B, T] or [B, T, d], and
 * its test: 1000 permutations of the trajectories over both sets. Trajectories are the unit: pairs of
 * points of the same one are left out, and 20 points, evenly spaced, stand for each. Throws if a set has a
 * single trajectory.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { stream } from "../random/stream.ts";
 *
 * const here = { shape: [40, 1], data: Float64Array.from({ length: 40 }, (_, i) => i) };
 * const there = { ...here, data: here.data.map((value) => value + 30) };
 * const { energy, p } = energyTest(here, there, stream("example"));
 * assert.ok(energy > 0 && p === 1 / 1001);
 * ```
 */
export function energyTest(a: TrajectoryArray, b: TrajectoryArray, stream: Stream): EnergyTest {
  const [first, second] = [standIns(a), standIns(b)];
  const n = first.shape[0]!, all = n + second.shape[0]!; // of [B, k, d]
  if (n < 2 || all - n < 2) {
    throw new Error(`Cannot compare ${n} with ${all - n} trajectories, expected two of each`);
  }
  const distances = meanDistances(first, second);
  const pairs = new Pairs(distances, n);
  const found = pairs.energy(Uint32Array.from({ length: n }, (_, i) => i));
  const least = found - ROUNDING * distances.reduce((most, each) => Math.max(most, each), 0);
  let reached = 0;
  for (let i = 0; i < PERMUTATIONS; i++) {
    if (pairs.energy(drawSubset(n, all, stream)) >= least) reached++;
  }
  return { energy: found, p: (1 + reached) / (1 + PERMUTATIONS) };
}

/** Evenly spaced points of each trajectory, [B, k, d]: 20, or all of a shorter one. */
function standIns(trajectories: TrajectoryArray): NdArray<Float64Array> {
  const { count, steps, dimensions } = extents(trajectories);
  const used = Math.min(steps, STANDING);
  const data = new Float64Array(count * used * dimensions);
  for (let i = 0, to = 0; i < count * used; i++) {
    const step = Math.floor((i % used + 0.5) * steps / used);
    const from = (Math.floor(i / used) * steps + step) * dimensions;
    for (let d = 0; d < dimensions; d++) data[to++] = trajectories.data[from + d]!;
  }
  return { shape: [count, used, dimensions], data };
}

/** Mean distances between the points of any two trajectories of both sets, [N, N]; 0 on the diagonal. */
function meanDistances(a: NdArray<Float64Array>, b: NdArray<Float64Array>): Float64Array {
  const dimensions = a.shape[2]!;
  if (dimensions !== b.shape[2]) {
    throw new Error(`Cannot compare points in ${dimensions} and ${b.shape[2]} dimensions`);
  }
  const trajectories = [a, b].flatMap(({ shape: [count, used], data }) =>
    Array.from(
      { length: count! },
      (_, i) => data.subarray(i * used! * dimensions, (i + 1) * used! * dimensions),
    )
  );
  const all = trajectories.length;
  const means = new Float64Array(all * all);
  for (let i = 0; i < all; i++) {
    for (let j = 0; j < i; j++) {
      const mean = meanDistance(trajectories[i]!, trajectories[j]!, dimensions);
      means[i * all + j] = means[j * all + i] = mean;
    }
  }
  return means;
}

function meanDistance(a: Float64Array, b: Float64Array, dimensions: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += dimensions) {
    for (let j = 0; j < b.length; j += dimensions) {
      let squares = 0;
      for (let d = 0; d < dimensions; d++) {
        const difference = a[i + d]! - b[j + d]!;
        squares += difference * difference;
      }
      sum += Math.sqrt(squares);
    }
  }
  return sum * dimensions * dimensions / (a.length * b.length);
}

/** The distances of all pairs of trajectories, in sums that a partition into two sets needs. */
class Pairs {
  readonly #distances: Float64Array;
  readonly #all: number;
  readonly #n: number;
  /** Of each trajectory to all others. */
  readonly #sums: Float64Array;
  readonly #total: number;

  /** @param distances [N, N], symmetric; @param n how many are in the first set */
  constructor(distances: Float64Array, n: number) {
    this.#distances = distances;
    this.#n = n;
    this.#all = Math.sqrt(distances.length);
    this.#sums = new Float64Array(this.#all);
    for (let i = 0; i < distances.length; i++) {
      this.#sums[Math.floor(i / this.#all)]! += distances[i]!;
    }
    this.#total = this.#sums.reduce((sum, each) => sum + each, 0) / 2;
  }

  /** The energy distance of these n trajectories, in ascending order, from all the others. */
  energy(first: Uint32Array): number {
    const n = this.#n, m = this.#all - n;
    let within = 0, sums = 0;
    for (let i = 0; i < n; i++) {
      const row = first[i]! * this.#all;
      sums += this.#sums[first[i]!]!;
      for (let j = 0; j < i; j++) within += this.#distances[row + first[j]!]!;
    }
    const between = sums - 2 * within;
    const others = this.#total - within - between;
    return 2 * between / (n * m) - 2 * within / (n * (n - 1)) - 2 * others / (m * (m - 1));
  }
}

/** Which of `all` are among `count` drawn without replacement, in ascending order. */
function drawSubset(count: number, all: number, stream: Stream): Uint32Array {
  const order = Uint32Array.from({ length: all }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const at = i + Math.floor(stream.uniform() * (all - i));
    [order[i], order[at]] = [order[at]!, order[i]!];
  }
  return order.subarray(0, count).sort();
}
