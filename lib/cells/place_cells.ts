import { sizeOf } from "../array.ts";
import type { NdArray } from "../array.ts";
import type { Stream } from "../random/stream.ts";
import { cellKernels } from "../simd/compiled/cells.ts";
import type { CellKernels } from "../simd/compiled/cells.ts";
import { CONSTANTS } from "../simd/compiled.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";
import type { Cells } from "./cells.ts";

/** The tuning of place cells (eq. 20). */
export interface PlaceCellSettings {
  /** Tuning width sigma, m. */
  readonly width: number;
  /**
   * "softmax": activations of a point sum to 1 over the cells (released code; Sorscher et al. 2019);
   * "none": exp(-d^2 / (2 sigma^2)) as it is (eq. 20).
   */
  readonly normalisation: "softmax" | "none";
}

/**
 * Cells with Gaussian tuning to a position in the plane.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const centres = { shape: [2, 2], data: Float32Array.of(0, 0, 1, 0) };
 * const cells = new PlaceCells(centres, { width: 1, normalisation: "none" });
 * const activations = new Float32Array(2);
 * cells.activate(Float32Array.of(0, 0), activations); // at the first cell's centre
 * assert.deepEqual([...activations], [1, Math.fround(Math.exp(-0.5))]);
 * ```
 */
export class PlaceCells implements Cells {
  readonly dimensions = 2;
  readonly count: number;
  readonly #kernels: CellKernels;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #work: Float64Array;
  readonly #out: Float32Array;

  /** @param centres [N, 2], m; throws if they have another shape */
  constructor(readonly centres: NdArray<Float32Array>, readonly settings: PlaceCellSettings) {
    const [count, dimensions] = centres.shape;
    if (dimensions !== 2 || centres.data.length !== sizeOf(centres.shape)) {
      throw new Error(
        `Cannot make place cells: centres have shape "[${centres.shape}]", expected [N, 2]`,
      );
    }
    this.count = count!;
    // The kernels take cells in fours: those beyond the last are so far away that they are silent.
    const cells = 4 * Math.ceil(this.count / 4);
    const memory = new KernelMemory((3 * 8 + 4) * cells + 32 + CONSTANTS);
    this.#x = memory.float64(cells).fill(FAR);
    this.#y = memory.float64(cells).fill(FAR);
    this.#work = memory.float64(cells + 4);
    this.#out = memory.float32(cells);
    this.#kernels = memory.instantiate(cellKernels);
    this.#kernels.prepare(memory.float64(CONSTANTS / 8).byteOffset);
    for (let i = 0; i < this.count; i++) {
      this.#x[i] = centres.data[2 * i]!;
      this.#y[i] = centres.data[2 * i + 1]!;
    }
  }

  /** Points in metres; they may lie outside the box. */
  activate(points: Float32Array, out: Float32Array): void {
    const { width, normalisation } = this.settings;
    const { softmax, activations } = this.#kernels;
    const run = normalisation === "softmax" ? softmax : activations;
    const scale = -1 / (2 * width * width);
    const xs = this.#x, ys = this.#y.byteOffset, work = this.#work.byteOffset;
    const row = this.#out.subarray(0, this.count);
    for (let p = 0; 2 * p < points.length; p++) {
      const x = points[2 * p]!, y = points[2 * p + 1]!;
      run(xs.byteOffset, ys, work, row.byteOffset, xs.length, x, y, scale);
      out.set(row, p * this.count);
    }
  }
}

/** m */
const FAR = 1e200;

/** N centres, uniform in the box centred on the origin: x and y in turn. [N, 2], m */
export function placeCellCentres(
  count: number,
  box: { readonly width: number; readonly height: number },
  random: Stream,
): NdArray<Float32Array> {
  const data = new Float32Array(2 * count);
  for (let i = 0; i < data.length; i += 2) {
    data[i] = box.width * (random.uniform() - 0.5);
    data[i + 1] = box.height * (random.uniform() - 0.5);
  }
  return { shape: [count, 2], data };
}
