import { randomKernels } from "../simd/compiled/random.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";
import { zigguratLayers } from "./ziggurat.ts";

/** Words at a time, at most. */
export const BLOCK = 2048;

/** Four generators side by side: in `state` s0 of each, then s1, s2 and s3. */
export class Lanes {
  readonly #state: Int32Array;

  /** @param seeds four words of each generator in turn, not all zero */
  constructor(seeds: Int32Array) {
    this.#state = Int32Array.from({ length: 16 }, (_, i) => seeds[4 * (i % 4) + (i >> 2)]!);
  }

  /** Fills `out`, whose length is a multiple of 4 up to BLOCK, with the next words, lane after lane. */
  fill(out: Int32Array): void {
    const { kernels, state, words } = scratch();
    state.set(this.#state);
    kernels.words(state.byteOffset, words.byteOffset, out.length);
    this.#state.set(state);
    out.set(words.subarray(0, out.length));
  }
}

/**
 * Turns up to BLOCK words into normal numbers, `out`, but for those that fell outside the certain part
 * of their layer.
 *
 * @returns the places of these, in order; good until the next call
 */
export function certainNormals(words: Int32Array, out: Float32Array): Int32Array {
  const { kernels, words: from, normals, layers, rejected } = scratch();
  const count = words.length;
  from.set(words);
  from.fill(CERTAIN, count, count + 3); // the kernel takes them in fours
  const [a, b, c, d] = [from, normals, layers, rejected].map(({ byteOffset }) => byteOffset);
  const left = kernels.normals(a!, b!, count, c!, d!);
  out.set(normals.subarray(0, count));
  return rejected.subarray(0, left);
}

/** A word whose number lies in the middle of layer 1: never rejected. */
const CERTAIN = 1;

/** One for all streams: nothing stays in it between two calls. */
let cached: ReturnType<typeof makeScratch> | undefined;

const scratch = () => cached ??= makeScratch();

function makeScratch() {
  const memory = new KernelMemory(3 * 4 * (BLOCK + 4) + 64 + 256 * 16 + 64);
  const state = memory.int32(16), words = memory.int32(BLOCK + 3);
  const normals = memory.float32(BLOCK + 3), rejected = memory.int32(BLOCK);
  const layers = memory.float64(512);
  const { width, inner } = zigguratLayers();
  for (let i = 0; i < 256; i++) layers.set([width[i]!, inner[i]!], 2 * i);
  return { state, words, normals, rejected, layers, kernels: memory.instantiate(randomKernels) };
}
