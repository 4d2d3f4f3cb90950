import { KernelMemory } from "../simd/kernel_memory.ts";
import { sigmoidKernels } from "../simd/compiled/sigmoid.ts";
import type { SigmoidKernels } from "../simd/compiled/sigmoid.ts";

/** A row of numbers that is turned into their sigmoids or hyperbolic tangents, all at once. */
export class Sigmoids {
  /** To be written before a call and read after it. */
  readonly values: Float64Array;
  readonly #kernels: SigmoidKernels;

  /** @param length most numbers at a time */
  constructor(length: number) {
    const even = length + length % 2; // the kernels take them in pairs
    const memory = new KernelMemory(8 * even);
    this.#kernels = memory.instantiate(sigmoidKernels);
    this.values = memory.float64(even);
  }

  /** Turns the first `count` values into what `sigmoid` gives for each. */
  sigmoid(count: number): void {
    const start = this.values.byteOffset;
    this.#kernels.sigmoids(start, start + 8 * count);
  }

  /** Turns the first `count` values into what `tanh` gives for each. */
  tanh(count: number): void {
    const start = this.values.byteOffset;
    this.#kernels.tanhs(start, start + 8 * count);
  }
}
