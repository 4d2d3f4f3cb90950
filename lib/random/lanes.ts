import { randomKernels } from "../simd/compiled/random.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";
import { zigguratLayers } from "./ziggurat.ts";

/** Words at a time, at most. */
export const BLOCK = 2048;

/**
 * Four generators side by side: in `state` s0 of each, then s1, s2 and s3. Words come lane after lane;
 * arrays that are filled have a multiple of 4 entries up to BLOCK.
 */
export class Lanes {
  readonly #state: Int32Array;

  /** @param seeds four words of each generator in turn, not all zero */
  constructor(seeds: Int32Array) {
    this.#state = Int32Array.from({ length: 16 }, (_, i) => seeds[4 * (i % 4) + (i >> 2)]!);
  }

  /** The next words. */
  fill(out: Int32Array): void {
    const { kernels, state, words } = this.#resume();
    kernels.words(state.byteOffset, words.byteOffset, out.length);
    this.#state.set(state);
    out.set(words.subarray(0, out.length));
  }

  /** The 24 high bits of the next words, as multiples of 2^-24. */
  fillUniform(out: Float32Array): void {
    const { kernels, state, numbers } = this.#resume();
    kernels.uniforms(state.byteOffset, numbers.byteOffset, out.length);
    this.#state.set(state);
    out.set(numbers.subarray(0, out.length));
  }

  /**
   * A normal number of each of the next words.
   *
   * @param finish makes it if it falls outside the certain part of its layer; called in their order
   */
  fillNormal(out: Float32Array, finish: (word: number) => number): void {
    const { kernels, state, words, numbers, layers, list } = this.#resume();
    const [a, b, c, d, e] = [state, words, numbers, layers, list].map((array) => array.byteOffset);
    const entries = (kernels.normals(a!, b!, out.length, c!, d!, e!) - e!) / 4;
    this.#state.set(state);
    out.set(numbers.subarray(0, out.length));
    for (let i = 0; i < entries; i++) {
      const first = (list[i]! >> 4) * 4;
      // Mostly one of four: from bit to bit the loop is easier to predict than from lane to lane.
      for (let left = ~list[i]! & 15; left !== 0; left &= left - 1) {
        const place = first + 31 - Math.clz32(left & -left);
        out[place] = finish(words[place]!);
      }
    }
  }

  #resume(): Scratch {
    const all = cached ??= makeScratch();
    all.state.set(this.#state);
    return all;
  }
}

type Scratch = ReturnType<typeof makeScratch>;

/** One for all streams: nothing stays in it between two calls. */
let cached: Scratch | undefined;

function makeScratch() {
  const memory = new KernelMemory(4 * (16 + 2 * BLOCK + BLOCK / 4 + 4) + 256 * 16);
  const state = memory.int32(16), words = memory.int32(BLOCK), numbers = memory.float32(BLOCK);
  const layers = memory.float64(512), list = memory.int32(BLOCK / 4 + 4);
  const { width, inner } = zigguratLayers();
  for (let i = 0; i < 256; i++) layers.set([width[i]! * 2 ** -31, inner[i]!], 2 * i);
  return { state, words, numbers, layers, list, kernels: memory.instantiate(randomKernels) };
}
