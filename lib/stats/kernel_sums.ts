import { kernelSumKernels } from "../simd/compiled/kernel_sums.ts";
import type { KernelSumKernels } from "../simd/compiled/kernel_sums.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";
import { type ExponentialTable, LIMIT, SERIES } from "./exponential_table.ts";

/**
 * Sums of Gaussian kernels over runs of points of the plane: a WebAssembly SIMD kernel, two points at a
 * time, that reads the exponential table and its series as `ExponentialTable.at` does.
 */
export class KernelSums {
  readonly #table: ExponentialTable;
  readonly #u: Float64Array;
  readonly #v: Float64Array;
  /** Addresses of the table's values and coefficients. */
  readonly #values: number;
  readonly #series: number;
  readonly #kernels: KernelSumKernels;

  constructor(us: Float64Array, vs: Float64Array, table: ExponentialTable) {
    const lists = [us, vs, table.values, Float64Array.from(SERIES)] as const;
    const memory = new KernelMemory(
      lists.reduce((bytes, { byteLength }) => bytes + byteLength + 16, 0),
    );
    const [u, v, values, series] = lists.map((list) => {
      const copy = memory.float64(list.length);
      copy.set(list);
      return copy;
    });
    this.#table = table;
    this.#u = u!;
    this.#v = v!;
    this.#values = values!.byteOffset;
    this.#series = series!.byteOffset;
    this.#kernels = memory.instantiate(kernelSumKernels);
  }

  /** The sum of exp(-((u_i - u)^2 + (v_i - v)^2) / STEPS) over i from `start` up to `end`. */
  sum(start: number, end: number, u: number, v: number): number {
    let sum = 0;
    if ((end - start) % 2 === 1) {
      const du = this.#u[start]! - u, dv = this.#v[start]! - v;
      sum = this.#table.at(du * du + dv * dv);
      start++;
    }
    if (start === end) return sum;
    const us = this.#u.byteOffset, vs = this.#v.byteOffset;
    return sum + this.#kernels.sumPairs(
      us + 8 * start,
      us + 8 * end,
      vs + 8 * start,
      u,
      v,
      this.#values,
      LIMIT,
      this.#series,
    );
  }
}
