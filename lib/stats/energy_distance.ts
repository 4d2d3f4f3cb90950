import type { NdArray } from "../array.ts";
import type { Stream } from "../random/stream.ts";
import { extents, type TrajectoryArray } from "./extents.ts";
import { meanDistances } from "./mean_distances.ts";
import { mean } from "./summary.ts";
import { evenlySpaced } from "./trajectory_window.ts";

/** How far two sets of trajectories are apart, and how often chance would bring them as far. */
export interface EnergyTest {
  /** 2 E|X - Y| - E|X - X'| - E|Y - Y'|, in units of the points; negative by chance where both are alike. */
  readonly energy: number;
  /** (1 + how many of the permutations reach it) / (1 + permutations). */
  readonly p: number;
}

/** Points that stand for a trajectory. */
export const STANDING = 20;

/** Of the trajectories over both sets. */
export const PERMUTATIONS = 1000;

/** Permutations that reach the distance but for rounding count: for equal partitions sums differ by it. */
const ROUNDING = 1e-12;

/**
 * Trajectories for a test: the points that stand for each, and how far the trajectories are apart on
 * average, measured once for all tests that they are part of.
 */
export class TrajectorySample {
  /** [B, k, d]: 20 points of each trajectory, evenly spaced, or all of a shorter one. */
  readonly points: NdArray<Float64Array>;
  #within: Float64Array | undefined;

  /** @param trajectories [B, T] or [B, T, d]; throws unless there are two at least */
  constructor(trajectories: TrajectoryArray) {
    const { count, steps, dimensions } = extents(trajectories);
    if (count < 2) throw new Error(`Cannot compare ${count} trajectory, expected two or more`);
    const { data } = evenlySpaced({ ...trajectories, shape: [count, steps, dimensions] }, STANDING);
    const used = Math.min(steps, STANDING);
    this.points = { shape: [count, used, dimensions], data: Float64Array.from(data) };
  }

  /** How many trajectories there are. */
  get count(): number {
    return this.points.shape[0]!; // of three extents
  }

  /** The mean distances of its trajectories, [B, B]; those of points of the same one count for nothing. */
  get within(): Float64Array {
    return this.#within ??= meanDistances(this.points, this.points);
  }
}

/**
 * The energy distance (Székely and Rizzo 2013) between two sets of trajectories and its test: 1000
 * permutations of the trajectories over both sets. Trajectories are the unit, so pairs of points of the
 * same one are left out. Throws if points have other dimensions.
 *
 * @param relabellings the permutations; tests of equally many trajectories may share them
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { stream } from "../random/stream.ts";
 *
 * const here = { shape: [40, 1], data: Float64Array.from({ length: 40 }, (_, i) => i) };
 * const there = { ...here, data: here.data.map((value) => value + 30) };
 * const [a, b] = [new TrajectorySample(here), new TrajectorySample(there)];
 * const { energy, p } = energyTest(a, b, new Relabellings(stream("example")));
 * assert.ok(energy > 0 && p === 1 / 1001);
 * ```
 */
export function energyTest(
  a: TrajectorySample,
  b: TrajectorySample,
  relabellings: Relabellings,
): EnergyTest {
  const n = a.count, all = n + b.count;
  const distances = joined(a, b);
  const pairs = new Pairs(distances, n);
  const found = pairs.energy(Uint32Array.from({ length: n }, (_, i) => i));
  const least = found - ROUNDING * distances.reduce((most, each) => Math.max(most, each), 0);
  let reached = 0;
  for (const first of relabellings.of(n, all)) if (pairs.energy(first) >= least) reached++;
  return { energy: found, p: (1 + reached) / (1 + PERMUTATIONS) };
}

/** The energy distance alone, as `energyTest` finds it but for rounding. */
export function energyDistance(a: TrajectorySample, b: TrajectorySample): number {
  return 2 * mean(meanDistances(a.points, b.points)) - spreadOf(a) - spreadOf(b);
}

/** The mean distance of the points of any two trajectories. */
function spreadOf({ count, within }: TrajectorySample): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) if (i !== j) sum += within[i * count + j]!;
  }
  return sum / (count * (count - 1));
}

/** The mean distances between any two trajectories of both, [N, N]; 0 on the diagonal. */
function joined(a: TrajectorySample, b: TrajectorySample): Float64Array {
  const n = a.count, m = b.count, all = n + m;
  const between = meanDistances(a.points, b.points);
  const distances = new Float64Array(all * all);
  for (let i = 0; i < n; i++) {
    distances.set(a.within.subarray(i * n, (i + 1) * n), i * all);
    distances.set(between.subarray(i * m, (i + 1) * m), i * all + n);
  }
  for (let i = 0; i < m; i++) {
    const row = (n + i) * all;
    for (let j = 0; j < n; j++) distances[row + j] = between[j * m + i]!;
    distances.set(b.within.subarray(i * m, (i + 1) * m), row + n);
  }
  for (let i = 0; i < all; i++) distances[i * all + i] = 0;
  return distances;
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

/** Partitions of trajectories into two sets, drawn once for all tests of as many. */
export class Relabellings {
  readonly #stream: Stream;
  readonly #drawn = new Map<string, readonly Uint32Array[]>();

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  /** 1000 times which of `all` are among the first `count`, in ascending order. */
  of(count: number, all: number): readonly Uint32Array[] {
    const name = `${count} of ${all}`;
    const drawn = this.#drawn.get(name) ??
      Array.from({ length: PERMUTATIONS }, () => drawSubset(count, all, this.#stream));
    this.#drawn.set(name, drawn);
    return drawn;
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
