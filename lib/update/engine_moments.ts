import type { Engine, Matrix } from "../tensor/engine.ts";

/** Mean [d] and covariance [d, d] (divisor n) of n rows. */
export interface RowMoments {
  readonly count: number;
  readonly mean: Float64Array<ArrayBuffer>;
  readonly covariance: Float64Array<ArrayBuffer>;
}

/**
 * Mean and covariance of rows that stand on an engine, many times faster than `Moments` of lib/stats: the
 * engine multiplies in float32, so rows are first taken relative to an origin, the mean of those that come
 * first; the blocks' sums are in double precision. Errors are about 1e-7 of the largest variance.
 */
export class EngineMoments {
  readonly #engine: Engine;
  readonly #centred: Matrix;
  readonly #products: Matrix;
  readonly #origin: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  #count = 0;

  /** @param rows of each block */
  constructor(engine: Engine, rows: number, dimensions: number) {
    this.#engine = engine;
    this.#centred = engine.allocate(rows, dimensions);
    this.#products = engine.allocate(dimensions, dimensions);
    this.#origin = new Float64Array(dimensions);
    this.#sums = new Float64Array(dimensions);
    this.#squares = new Float64Array(dimensions ** 2);
  }

  /** Adds a block of as many rows as were said. */
  add(block: Matrix): void {
    const { rows, cols } = this.#centred;
    if (block.rows !== rows || block.cols !== cols) {
      throw new RangeError(
        `Cannot add [${block.rows}, ${block.cols}] to moments: expected [${rows}, ${cols}]`,
      );
    }
    const { data } = block, centred = this.#centred.data;
    const origin = this.#origin, sums = this.#sums;
    if (this.#count === 0) {
      for (let at = 0; at < data.length; at++) origin[at % cols]! += data[at]! / rows;
    }
    for (let i = 0, at = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) sums[j]! += centred[at] = data[at++]! - origin[j]!;
    }
    const targets = [{ right: this.#centred, out: this.#products }];
    this.#engine.transposedProducts(this.#centred, targets);
    const products = this.#products.data, squares = this.#squares;
    for (let at = 0; at < squares.length; at++) squares[at]! += products[at]!;
    this.#count += rows;
  }

  /** The moments of all rows so far; throws if there are none. */
  moments(): RowMoments {
    const count = this.#count, d = this.#sums.length;
    if (count === 0) throw new Error("Cannot take moments: found no rows");
    const shift = this.#sums.map((sum) => sum / count);
    const covariance = new Float64Array(d * d), squares = this.#squares;
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        const value = squares[i * d + j]! / count - shift[i]! * shift[j]!;
        covariance[i * d + j] = value;
        covariance[j * d + i] = value;
      }
    }
    return { count, mean: shift.map((value, j) => value + this.#origin[j]!), covariance };
  }
}

/** The moments of the rows of both. */
export function together(a: RowMoments, b: RowMoments): RowMoments {
  const d = a.mean.length, count = a.count + b.count;
  const share = b.count / count;
  const gap = a.mean.map((value, j) => b.mean[j]! - value);
  const mean = a.mean.map((value, j) => value + share * gap[j]!);
  const covariance = a.covariance.map((value, at) =>
    value + share * (b.covariance[at]! - value) +
    share * (1 - share) * gap[Math.floor(at / d)]! * gap[at % d]!
  );
  return { count, mean, covariance };
}
