import { instantiate } from "./compiled.ts";
import type { Compiled } from "./compiled.ts";

/** Bytes of a page of WebAssembly memory. */
const PAGE = 65536;

/**
 * A memory for kernels (assembly/): lay out its arrays first, one after the other, then
 * instantiate the modules that work on them. An array's address is its `byteOffset`.
 */
export class KernelMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #buffer: ArrayBuffer;
  #end = 0;

  /** @param bytes of all arrays together, each rounded up to 16 */
  constructor(bytes: number) {
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
    this.#buffer = this.#memory.buffer as ArrayBuffer; // it was not asked to be shared
  }

  /** An array of zeros, at the next multiple of 16 bytes. */
  float64(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#buffer, this.#take(8 * length), length);
  }

  /** An array of zeros, at the next multiple of 16 bytes. */
  float32(length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#buffer, this.#take(4 * length), length);
  }

  /** An array of zeros, at the next multiple of 16 bytes. */
  int32(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer, this.#take(4 * length), length);
  }

  /** A module that works on this memory; its functions take addresses in it. */
  instantiate<Exports>(compiled: Compiled<Exports>): Exports {
    return instantiate(compiled, this.#memory);
  }

  #take(bytes: number): number {
    const start = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    return start;
  }
}
