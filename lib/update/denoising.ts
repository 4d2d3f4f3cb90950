import type { Engine, Frozen, Matrix } from "../tensor/engine.ts";
import type { LinearDenoiser, MixtureDenoiser } from "./denoisers.ts";
import { productTransposed } from "../stats/matrix_product.ts";

/** A weight so much below the largest one, as an exponent, is taken as 0. */
const NEGLIGIBLE = 30;

/** Both denoisers on an engine, for blocks of states. */
export class Denoising {
  readonly #engine: Engine;
  readonly #variance: number;
  readonly #gain: Frozen;
  readonly #precision: Frozen;
  readonly #keysAcross: Frozen;
  readonly #keys: Frozen;
  readonly #weights: Matrix;
  readonly #pulled: Matrix;
  /** What the matrices make of the means, [H]. */
  readonly #constants: Readonly<Record<"gain" | "precision", Float64Array>>;
  /** The exponents at the origin, [J]. */
  readonly #exponents: Float32Array;
  /** Of the weights of a state. */
  readonly #sums: Float64Array;

  /**
   * @param rows states of a block
   * @param variance s^2
   */
  constructor(
    engine: Engine,
    rows: number,
    { linear, mixture }: { readonly linear: LinearDenoiser; readonly mixture: MixtureDenoiser },
    variance: number,
  ) {
    const units = linear.mean.length, places = mixture.offsets.length;
    const frozen = (data: Float64Array, across = false) =>
      engine.freeze(onEngine(engine, data, units), across);
    this.#engine = engine;
    this.#variance = variance;
    this.#gain = frozen(linear.gain);
    this.#precision = frozen(mixture.precision);
    this.#keys = frozen(mixture.keys);
    this.#keysAcross = frozen(mixture.keys, true);
    this.#weights = engine.allocate(rows, places);
    this.#pulled = engine.allocate(rows, units);
    const atMean = productTransposed(mixture.keys, mixture.mean, units);
    this.#constants = {
      gain: productTransposed(linear.gain, linear.mean, units),
      precision: productTransposed(mixture.precision, mixture.mean, units),
    };
    this.#exponents = Float32Array.from(mixture.offsets, (offset, j) => offset - atMean[j]!);
    this.#sums = new Float64Array(rows);
  }

  /** Writes what the denoisers give at states, all [rows, H]. */
  apply(states: Matrix, linear: Matrix, mixture: Matrix): void {
    const engine = this.#engine, units = states.cols, variance = this.#variance;
    const { gain, precision } = this.#constants;
    engine.product(states, this.#gain, linear);
    engine.product(states, this.#precision, this.#pulled);
    engine.product(states, this.#keysAcross, this.#weights);
    exponentials(this.#weights.data, this.#exponents, this.#sums);
    engine.product(this.#weights, this.#keys, mixture);
    const g = linear.data, q = mixture.data, pulled = this.#pulled.data;
    for (let n = 0, at = 0; n < states.rows; n++) {
      const sum = this.#sums[n]!;
      for (let i = 0; i < units; i++, at++) {
        g[at] = gain[i]! - g[at]!;
        q[at] = variance * (q[at]! / sum - pulled[at]! + precision[i]!);
      }
    }
  }
}

/** A matrix of the engine's with these entries. */
export function onEngine(engine: Engine, data: Float64Array, cols: number): Matrix {
  const matrix = engine.allocate(data.length / cols, cols);
  matrix.data.set(data);
  return matrix;
}

/**
 * Turns rows of exponents and these constants into weights, the largest 1, and sums them up: to divide
 * the many weights themselves would take another pass.
 */
function exponentials(rows: Float32Array, added: Float32Array, sums: Float64Array): void {
  const width = added.length;
  for (let n = 0; n < sums.length; n++) {
    const row = rows.subarray(n * width, (n + 1) * width);
    let highest = -Infinity;
    for (let j = 0; j < width; j++) {
      const exponent = row[j]! + added[j]!;
      row[j] = exponent;
      if (exponent > highest) highest = exponent;
    }
    const least = highest - NEGLIGIBLE;
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const exponent = row[j]!;
      if (exponent < least) row[j] = 0;
      else sum += row[j] = Math.exp(exponent - highest);
    }
    sums[n] = sum;
  }
}
