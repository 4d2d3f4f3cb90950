import { BLOCK, CrossProducts } from "./cross_products.ts";

/**
 * The mean and covariance of rows that arrive in blocks, in double precision.
 *
 * Each block is centred by its own mean and joined to what came before by the pairwise update of
 * Chan, Golub & LeVeque (1983), so a large mean costs no digits. The same calls give the same bits; another
 * grouping of the rows differs in the last of them.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const moments = new Moments(2);
 * moments.add(Float32Array.of(0, 0, 2, 4));
 * moments.add(Float32Array.of(4, 8)); // a block at a time
 * assert.deepEqual([...moments.mean], [2, 4]);
 * assert.deepEqual([...moments.covariance()].map(Math.round), [4, 8, 8, 16]); // but for rounding
 * ```
 */
export class Moments {
  /** Mean of the rows, [d]. */
  readonly mean: Float64Array<ArrayBuffer>;
  #count = 0;
  /** Products of deviations from the mean. */
  readonly #products: CrossProducts;

  /** @param fused as in `CrossProducts` */
  constructor(readonly dimensions: number, fused = false) {
    this.mean = new Float64Array(dimensions);
    this.#products = new CrossProducts(dimensions, fused);
  }

  /** Rows seen. */
  get count(): number {
    return this.#count;
  }

  /** Adds rows, [n, d] in C order. Throws if the numbers do not make whole rows. */
  add(rows: Float32Array | Float64Array): void {
    const d = this.dimensions;
    const count = rows.length / d;
    if (!Number.isInteger(count)) {
      throw new Error(`Cannot add rows: found ${rows.length} numbers, expected [n, ${d}]`);
    }
    // One row of a block is the update's own.
    for (let first = 0; first < count; first += BLOCK - 1) {
      const size = Math.min(BLOCK - 1, count - first);
      this.#addBlock(rows.subarray(first * d, (first + size) * d), size);
    }
  }

  /** Joins the moments of other rows to these. Throws if those have other dimensions. */
  merge(other: Moments): void {
    if (other.dimensions !== this.dimensions) {
      throw new Error(
        `Cannot merge moments: found ${other.dimensions} dimensions, expected ${this.dimensions}`,
      );
    }
    if (other.count === 0) return;
    const shift = other.mean.map((value, j) => value - this.mean[j]!);
    const { sums } = this.#products;
    for (let at = 0; at < sums.length; at++) sums[at]! += other.#products.sums[at]!;
    this.#addShift(shift, other.count, 0);
  }

  /** The covariance, [d, d] and symmetric, with divisor n - 1. Throws for fewer than two rows. */
  covariance(): Float64Array<ArrayBuffer> {
    if (this.count < 2) {
      throw new Error(`Cannot take a covariance: found ${this.count} rows, expected 2`);
    }
    const d = this.dimensions;
    const { sums, width } = this.#products;
    const out = new Float64Array(d * d);
    for (let i = 0; i < d; i++) {
      for (let j = i; j < d; j++) {
        const value = sums[i * width + j]! / (this.count - 1);
        out[i * d + j] = value;
        out[j * d + i] = value;
      }
    }
    return out;
  }

  #addBlock(rows: Float32Array | Float64Array, count: number): void {
    const d = this.dimensions;
    const { panels } = this.#products;
    const means = columnMeans(rows, count, d);
    for (let j = 0; j < d; j++) {
      let to = CrossProducts.columnOffset(j);
      for (let from = j; from < rows.length; from += d, to += 4) {
        panels[to] = rows[from]! - means[j]!;
      }
    }
    this.#addShift(means.map((value, j) => value - this.mean[j]!), count, count);
  }

  /**
   * Adds the block's rows and what the difference of the means adds: the product of the difference with
   * itself times n m / (n + m), one more row once its root is multiplied in.
   */
  #addShift(shift: Float64Array, count: number, blockRows: number): void {
    const weight = Math.sqrt(this.count * count / (this.count + count));
    this.#count += count;
    const share = count / this.count;
    for (let j = 0; j < this.dimensions; j++) {
      this.#products.panels[CrossProducts.columnOffset(j) + 4 * blockRows] = weight * shift[j]!;
      this.mean[j]! += share * shift[j]!;
    }
    this.#products.add(blockRows + 1);
  }
}

function columnMeans(
  rows: Float32Array | Float64Array,
  count: number,
  d: number,
): Float64Array<ArrayBuffer> {
  const means = new Float64Array(d);
  for (let r = 0, at = 0; r < count; r++) {
    for (let j = 0; j < d; j++) means[j]! += rows[at++]!;
  }
  return means.map((sum) => sum / count);
}
