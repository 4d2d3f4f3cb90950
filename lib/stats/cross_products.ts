import { crossProductKernels } from "../simd/compiled/cross_products.ts";
import type { CrossProductKernels } from "../simd/compiled/cross_products.ts";
import { fusedCrossProductKernels } from "../simd/compiled/cross_products_fused.ts";
import { fusedIfPossible } from "../simd/compiled.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";

/** Rows of a block. With 512 columns it fills half a megabyte, a level-2 cache. */
export const BLOCK = 128;

/**
 * Sums of products of columns, X'X, in double precision; blocks X of up to BLOCK rows are added up.
 *
 * X is packed in panels of 4 columns, so that a tile of X'X reads short contiguous runs. Tiles, two at a time
 * where there are two, are a WebAssembly SIMD kernel: two sums to a register, each in the order of the rows.
 * Terms are rounded twice, as in a plain loop, or once, if that is asked for and the processor can.
 */
export class CrossProducts {
  /** Columns, rounded up to a multiple of 4. */
  readonly width: number;
  /** A block, [width / 4, BLOCK, 4]; columns beyond the given ones stay 0. */
  readonly panels: Float64Array;
  /** X'X, [width, width]; only tiles on or above the diagonal are kept. */
  readonly sums: Float64Array;
  readonly #kernels: CrossProductKernels;

  /**
   * @param fused whether to fuse multiply-additions where that can be done: only for stages with tensor
   * arithmetic, whose fingerprint shows it
   */
  constructor(columns: number, fused = false) {
    this.width = 4 * Math.ceil(columns / 4);
    const panels = this.width * BLOCK, sums = this.width ** 2;
    const memory = new KernelMemory(8 * (panels + sums) + 32);
    this.panels = memory.float64(panels);
    this.sums = memory.float64(sums);
    this.#kernels = memory.instantiate(
      fused ? fusedIfPossible(fusedCrossProductKernels, crossProductKernels) : crossProductKernels,
    );
  }

  /** Where row r of a column stands in the panels is this plus 4 r. */
  static columnOffset(column: number): number {
    return (column >> 2) * 4 * BLOCK + (column & 3);
  }

  /** Adds the products of the first `rows` rows of the panels. */
  add(rows: number): void {
    const panel = 8 * 4 * BLOCK, stride = 8 * this.width;
    const { addTile, addTwoTiles } = this.#kernels;
    const panels = this.width / 4, first = this.panels.byteOffset;
    for (let i = 0; i < panels; i++) {
      const a = first + i * panel, end = a + 32 * rows;
      let j = i, tile = this.sums.byteOffset + 4 * i * (stride + 8);
      for (; j + 1 < panels; j += 2, tile += 64) {
        addTwoTiles(a, end, first + j * panel, panel, tile, stride);
      }
      if (j < panels) addTile(a, end, first + j * panel, tile, stride);
    }
  }
}
