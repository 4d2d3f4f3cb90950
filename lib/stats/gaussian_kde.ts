import type { Stream } from "../random/stream.ts";
import { Moments } from "./covariance.ts";
import { ExponentialTable } from "./exponential_table.ts";
import { KernelSums } from "./kernel_sums.ts";
import { type PointGrid, type Points, sortIntoGrid } from "./point_grid.ts";

type FloatArray = Float32Array | Float64Array;

/** Points that span fewer dimensions than theirs have no density. */
export class SingularDataError extends Error {
  constructor(covariance: Float64Array, dimensions: number) {
    super(
      `Cannot estimate a density: covariance [${
        covariance.join(", ")
      }] is singular, expected points ` +
        `that span ${dimensions} dimensions`,
    );
  }
}

/** Largest share of a density that distant points may hold and be left out. */
const TOLERANCE = 1e-10;

/** The kernel's deviation in whitened coordinates: with STEPS = 32 it is exp(-(u^2 + v^2) / STEPS). */
const SCALE = 4;

/** Cells are half a kernel deviation wide, unless that makes too many. */
const CELL = SCALE / 2;

/**
 * A Gaussian kernel density estimate of points in one or two dimensions.
 *
 * Matches scipy.stats.gaussian_kde with its defaults: the kernel's covariance is the data's (divisor
 * n - 1) times the square of Scott's factor, n^(-1 / (d + 4)). Densities agree with the exact sum to 2e-10
 * relative wherever they are normal numbers (below about exp(-708) of a kernel's peak they are 0).
 *
 * Points are whitened and sorted into a grid of cells; a density sums the cells that matter (`#sum`).
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const kde = new GaussianKde(Float64Array.of(1, 0, -1, 0, 0, 1, 0, -1), 2);
 * const axis = Float64Array.of(-9, 0, 9);
 * const density = kde.evaluateGrid(axis, axis); // [3, 3]
 * assert.ok(density[4]! > 0.1 && density[0]! < 1e-20);
 * assert.throws(() => new GaussianKde(Float64Array.of(0, 0, 1, 1, 2, 2), 2), SingularDataError);
 * ```
 */
export class GaussianKde {
  /** Points in the data. */
  readonly count: number;
  /** Scott's factor, multiplied by what the estimate was asked for. */
  readonly factor: number;
  /** The kernel's covariance, [d, d]. */
  readonly covariance: Float64Array<ArrayBuffer>;
  readonly #data: Float64Array<ArrayBuffer>;
  readonly #mean: Float64Array<ArrayBuffer>;
  /** The kernel covariance's Cholesky factor: [[a, 0], [b, c]]; b = 0 and c = 1 in one dimension. */
  readonly #a: number;
  readonly #b: number;
  readonly #c: number;
  readonly #grid: PointGrid;
  readonly #kernels: KernelSums;
  readonly #exponential = new ExponentialTable();

  /**
   * Fits points, [n, d]. Throws a SingularDataError if they span fewer than d dimensions.
   *
   * @param bandwidth multiplies Scott's factor
   */
  constructor(data: FloatArray, readonly dimensions: 1 | 2, bandwidth = 1) {
    const moments = new Moments(dimensions);
    moments.add(data);
    this.count = moments.count;
    this.factor = bandwidth * this.count ** (-1 / (dimensions + 4));
    this.covariance = moments.covariance().map((value) => value * this.factor ** 2);
    const [xx = 0, xy = 0, , yy = 1] = this.covariance;
    this.#a = Math.sqrt(xx);
    this.#b = dimensions === 2 ? xy / this.#a : 0;
    const rest = yy - this.#b ** 2;
    this.#c = Math.sqrt(rest);
    // What cancellation leaves of a variance is noise below this.
    if (!(xx > 0 && rest > 1e-14 * yy)) throw new SingularDataError(this.covariance, dimensions);
    this.#data = Float64Array.from(data);
    this.#mean = moments.mean;
    const { grid, u, v } = sortIntoGrid(this.#whiten(this.#data), CELL);
    this.#grid = grid;
    this.#kernels = new KernelSums(u, v, this.#exponential);
  }

  /** The densities at points, [m, d]; returns [m], per unit of area (length in one dimension). */
  evaluate(points: FloatArray): Float64Array<ArrayBuffer> {
    const { u, v } = this.#whiten(points);
    const peak = this.#peak();
    const { columns, rows } = this.#grid;
    const scratch = new Float64Array(2 * (columns + rows));
    return u.map((_, i) => peak * this.#sum(u[i]!, v[i]!, scratch));
  }

  /**
   * The densities at (x_i, y_j), per unit of area; returns [x, y] in C order. Throws in one dimension.
   */
  evaluateGrid(xAxis: Float64Array, yAxis: Float64Array): Float64Array<ArrayBuffer> {
    if (this.dimensions !== 2) {
      throw new Error("Cannot evaluate a grid in one dimension, expected two");
    }
    const points = new Float64Array(2 * xAxis.length * yAxis.length);
    let at = 0;
    for (const x of xAxis) {
      for (const y of yAxis) {
        points[at++] = x;
        points[at++] = y;
      }
    }
    return this.evaluate(points);
  }

  /**
   * What each run of `length` consecutive data (a trajectory) adds to the densities at points, [m, d]: for
   * each run [m]. Of a long run, `most` data stand for all, evenly spaced in it; if it is not longer, the
   * sums over runs are the densities. Throws if the data are no whole runs.
   */
  shares(points: FloatArray, length: number, most = length): Float64Array<ArrayBuffer>[] {
    if (this.count % length !== 0) {
      throw new Error(`Cannot share a density: ${this.count} points are no runs of ${length}`);
    }
    const used = Math.min(length, most), runs = this.count / length;
    const thinned = new Float64Array(runs * used * this.dimensions);
    for (let i = 0, to = 0; i < runs * used; i++) {
      const run = Math.floor(i / used);
      const datum = run * length + Math.floor((i % used + 0.5) * length / used);
      for (let d = 0; d < this.dimensions; d++) {
        thinned[to++] = this.#data[datum * this.dimensions + d]!;
      }
    }
    const data = this.#whiten(thinned);
    const kernels = new KernelSums(data.u, data.v, this.#exponential);
    const { u, v } = this.#whiten(points);
    const peak = this.#peak() * length / used;
    return Array.from(
      { length: runs },
      (_, run) => u.map((_, i) => peak * kernels.sum(run * used, (run + 1) * used, u[i]!, v[i]!)),
    );
  }

  /**
   * Draws points from the estimate, [m, d]: for each a datum, then its kernel's normal deviates.
   *
   * @param origins where the data that the points are drawn around are noted, [m]
   */
  resample(count: number, stream: Stream, origins?: Uint32Array): Float64Array<ArrayBuffer> {
    const d = this.dimensions;
    const out = new Float64Array(count * d);
    for (let i = 0; i < out.length; i += d) {
      const origin = Math.floor(stream.uniform() * this.count);
      const datum = d * origin;
      if (origins !== undefined) origins[i / d] = origin;
      const first = stream.normal();
      out[i] = this.#data[datum]! + this.#a * first;
      if (d === 2) {
        out[i + 1] = this.#data[datum + 1]! + this.#b * first + this.#c * stream.normal();
      }
    }
    return out;
  }

  /** What one datum adds to the density where it lies. */
  #peak(): number {
    return 1 / (this.count * (2 * Math.PI) ** (this.dimensions / 2) * this.#a * this.#c);
  }

  /** To coordinates in which the kernel is round and of deviation SCALE. */
  #whiten(points: FloatArray): Points {
    const d = this.dimensions;
    const u = new Float64Array(points.length / d);
    const v = new Float64Array(u.length);
    const [meanX = 0, meanY = 0] = this.#mean;
    for (let i = 0; i < u.length; i++) {
      const first = (points[d * i]! - meanX) / this.#a;
      u[i] = SCALE * first;
      if (d === 2) v[i] = SCALE * (points[2 * i + 1]! - meanY - this.#b * first) / this.#c;
    }
    return { u, v };
  }

  /**
   * The sum of all kernels at (u, v), less at most TOLERANCE of it.
   *
   * Rounding aside, placing every point at its cell's farthest corner gives a sum F that the true
   * one, S, exceeds. Left out are cells whose nearest corner has a kernel of at most TOLERANCE F / n:
   * even all n points there would add no more than TOLERANCE F <= TOLERANCE S. Kernels at corners are
   * products of one factor a column and one a row; a row's cells lie together, so it is one inner loop.
   */
  #sum(u: number, v: number, scratch: Float64Array): number {
    if (Number.isNaN(u + v)) return NaN;
    const { low, side, columns, rows, starts } = this.#grid;
    const nearU = scratch.subarray(0, columns), farU = scratch.subarray(columns, 2 * columns);
    const nearV = scratch.subarray(2 * columns, 2 * columns + rows);
    const farV = scratch.subarray(2 * columns + rows);
    this.#corners(u - low.u, side, nearU, farU);
    this.#corners(v - low.v, side, nearV, farV);
    let least = 0;
    for (let row = 0, cell = 0; row < rows; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++, cell++) {
        sum += farU[column]! * (starts[cell + 1]! - starts[cell]!);
      }
      least += farV[row]! * sum;
    }
    const threshold = TOLERANCE * least / this.count;
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const factor = nearV[row]!;
      let first = 0, end = columns;
      while (first < end && nearU[first]! * factor <= threshold) first++;
      while (first < end && nearU[end - 1]! * factor <= threshold) end--;
      if (first === end) continue;
      const cell = row * columns;
      const start = starts[cell + first]!, stop = starts[cell + end]!;
      total += this.#kernels.sum(start, stop, u, v);
    }
    return total;
  }

  /** Kernels of one axis at the nearest and the farthest end of each cell. */
  #corners(at: number, side: number, near: Float64Array, far: Float64Array): void {
    for (let i = 0; i < near.length; i++) {
      const left = i * side - at, right = at - (i + 1) * side;
      near[i] = this.#exponential.at(Math.max(left, right, 0) ** 2);
      far[i] = this.#exponential.at(Math.min(left, right) ** 2);
    }
  }
}
