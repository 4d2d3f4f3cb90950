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
  /** What the matrices make of the means, [H], and the exponents at the origin, [J]. */
  readonly #constants: Readonly<Record<"gain" | "precision" | "exponents", Float64Array>>;

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
      exponents: mixture.offsets.map((offset, j) => offset - atMean[j]!),
    };
  }

  /** Writes what the denoisers give at states, all [rows, H]. */
  apply(states: Matrix, linear: Matrix, mixture: Matrix): void {
    const engine = this.#engine, units = states.cols, variance = this.#variance;
    const { gain, precision, exponents } = this.#constants;
    engine.product(states, this.#gain, linear);
    engine.product(states, this.#precision, this.#pulled);
    engine.product(states, this.#keysAcross, this.#weights);
    softmax(this.#weights.data, exponents);
    engine.product(this.#weights, this.#keys, mixture);
    const g = linear.data, q = mixture.data, pulled = this.#pulled.data;
    for (let at = 0; at < g.length; at++) {
      const i = at % units;
      g[at] = gain[i]! - g[at]!;
      q[at] = variance * (q[at]! - pulled[at]! + precision[i]!);
    }
  }
}

/** A matrix of the engine's with these entries. */
export function onEngine(engine: Engine, data: Float64Array, cols: number): Matrix {
  const matrix = engine.allocate(data.length / cols, cols);
  matrix.data.set(data);
  return matrix;
}

/** Turns rows of exponents less these constants into weights that add up to 1. */
function softmax(rows: Float32Array, added: Float64Array): void {
  const width = added.length;
  for (let first = 0; first < rows.length; first += width) {
    let highest = -Infinity;
    for (let j = 0; j < width; j++) {
      const exponent = rows[first + j]! += added[j]!;
      if (exponent > highest) highest = exponent;
    }
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const below = rows[first + j]! - highest;
      const weight = below < -NEGLIGIBLE ? 0 : Math.exp(below);
      rows[first + j] = weight;
      sum += weight;
    }
    for (let j = 0; j < width; j++) rows[first + j]! /= sum;
  }
}
