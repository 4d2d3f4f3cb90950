import { hashPath, type StreamPath } from "./path_hash.ts";
import { BLOCK, Lanes } from "./lanes.ts";
import { portableLog } from "./portable_exp_log.ts";
import { uniform53, Xoshiro128 } from "./xoshiro128.ts";
import { centred, finishNormal, zigguratLayers } from "./ziggurat.ts";

/** Words made at a time for single numbers; for fills of float32 it is BLOCK. */
const SMALL_BLOCK = 64;

/**
 * The random stream with this name: equal paths give equal numbers, on any machine, in any order of
 * creation; different paths, even ("x", 1) and ("x", "1"), give independent numbers.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const noise = new Float32Array(512);
 * stream("spatial", 3, "train", "noise", 17).fillNormal(noise);
 * assert.equal(stream("mine", 3).uniform(), stream("mine", 3).uniform());
 * assert.notEqual(stream("mine", 3).uniform(), stream("mine", 4).uniform());
 * ```
 */
export function stream(...path: StreamPath): Stream {
  return new Stream(path);
}

/**
 * Random numbers from one sequence of 32-bit words: word 4 i + l is the i-th output of lane l, an
 * xoshiro128++ of its own, so that four SIMD lanes make the same sequence. Every number takes a fixed
 * number of words: one for `uint32` and each float32, two for each float64; so a fill equals single
 * draws or shorter fills one after the other. What rejection needs beyond that comes from a fifth
 * generator, in the order of the numbers that need it.
 *
 * Only IEEE additions, multiplications, divisions and square roots are used: the numbers do not
 * depend on the JavaScript engine.
 */
export class Stream {
  readonly #lanes: Lanes;
  readonly #spare: Xoshiro128;
  readonly #block = new Int32Array(SMALL_BLOCK);
  /** The words of #block from here on are still unused. */
  #next = SMALL_BLOCK;

  constructor(path: StreamPath) {
    const state = hashPath(path, 20);
    this.#lanes = new Lanes(state);
    this.#spare = new Xoshiro128(state, 16);
  }

  /** An integer, uniform on [0, 2^32). */
  uint32(): number {
    return this.#word() >>> 0;
  }

  /** Uniform on [0, 1): a multiple of 2^-53. */
  uniform(): number {
    return uniform53(this.#word(), this.#word());
  }

  /** Standard normal; as in a float64 `fillNormal`. */
  normal(): number {
    const high = this.#word();
    return this.#normal(high, this.#word());
  }

  /** Rayleigh-distributed: the length of a plane vector whose coordinates are N(0, scale^2). */
  rayleigh(scale: number): number {
    return scale * Math.sqrt(-2 * portableLog(1 - this.uniform()));
  }

  /** Uniform on [0, 1): multiples of 2^-24 (float32) or 2^-53 (float64, as `uniform`). */
  fillUniform(out: Float32Array | Float64Array): void {
    if (out instanceof Float64Array) {
      for (let i = 0; i < out.length; i++) out[i] = this.uniform();
      return;
    }
    this.#fill(out, (word) => (word >>> 8) * 2 ** -24, (part) => this.#lanes.fillUniform(part));
  }

  /**
   * Standard normal, exact in distribution: Marsaglia and Tsang's ziggurat with its wedges and tail,
   * which reaches 13 sigma. Within a layer of half width w the numbers are evenly spaced, by w 2^-23
   * (float32; w from 0.2 to 3.9, so 3e-8 to 5e-7 apart, on 256 interleaved grids) or w 2^-52.
   */
  fillNormal(out: Float32Array | Float64Array): void {
    if (out instanceof Float64Array) {
      for (let i = 0; i < out.length; i++) out[i] = this.normal();
      return;
    }
    const normal = (word: number) => this.#coarseNormal(word);
    this.#fill(out, normal, (part) => this.#lanes.fillNormal(part, normal));
  }

  /** Fills blocks at once where no words are left over, and the rest `single` number by number. */
  #fill(
    out: Float32Array,
    single: (word: number) => number,
    block: (part: Float32Array) => void,
  ): void {
    for (let i = 0; i < out.length;) {
      const left = out.length - i;
      if (this.#next < SMALL_BLOCK || left < 4) {
        out[i++] = single(this.#word());
      } else {
        const length = Math.min(BLOCK, left - left % 4);
        block(out.subarray(i, i + length));
        i += length;
      }
    }
  }

  /** Of one word: the 24 high bits, centred in their cells; the layer's bits give way to a half. */
  #coarseNormal(word: number): number {
    const { width, inner } = zigguratLayers();
    const layer = word & 255;
    const x = ((word & ~255) | 128) * 2 ** -31 * width[layer]!;
    return Math.abs(x) < inner[layer]! ? x : finishNormal(x, layer, this.#spare);
  }

  #normal(high: number, low: number): number {
    const { width, inner } = zigguratLayers();
    const layer = high & 255;
    const x = centred(high, low) * width[layer]!;
    return Math.abs(x) < inner[layer]! ? x : finishNormal(x, layer, this.#spare);
  }

  #word(): number {
    if (this.#next === SMALL_BLOCK) {
      this.#lanes.fill(this.#block);
      this.#next = 0;
    }
    return this.#block[this.#next++]!;
  }
}
