import { ceilingKernels } from "../lib/simd/compiled/ceiling.ts";
import { KernelMemory } from "../lib/simd/kernel_memory.ts";
import type { Scale } from "./benchmark.ts";

/** Numbers that a round of the kernel multiplies and adds to. */
const NUMBERS = 96;

/** Fused multiply-additions in registers alone (assembly/ceiling.ts): no product can be faster. */
export class Ceiling {
  readonly #rounds: number;
  readonly #at: number;
  readonly #kernels;

  constructor(scale: Scale) {
    const memory = new KernelMemory(4 * NUMBERS);
    this.#at = memory.float32(NUMBERS).byteOffset;
    this.#kernels = memory.instantiate(ceilingKernels);
    this.#rounds = scale === "smoke" ? 1000 : 1e7;
    // So often until V8 has compiled it for speed.
    for (let i = 0; i < 1000; i++) this.#kernels.ceiling(this.#at, 1000);
  }

  /** Floating-point operations of a run. */
  get flop(): number {
    return 2 * NUMBERS * this.#rounds;
  }

  run(): void {
    this.#kernels.ceiling(this.#at, this.#rounds);
  }
}
