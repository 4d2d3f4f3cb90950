import { fusedIfPossible } from "../simd/compiled.ts";
import { productKernels } from "../simd/compiled/products.ts";
import type { ProductKernels } from "../simd/compiled/products.ts";
import { fusedProductKernels } from "../simd/compiled/products_fused.ts";
import { fusedSharedProductKernels } from "../simd/compiled/products_fused_shared.ts";
import { sharedProductKernels } from "../simd/compiled/products_shared.ts";
import { blocks } from "./blocks.ts";
import type { RowRange } from "./blocks.ts";
import type { Frozen, Matrix, ProductOptions, Products, Target } from "./engine.ts";
import { own } from "./heap.ts";
import type { Heap, HeapMatrix } from "./heap.ts";
import { SPARE, ThreadPool } from "./thread_pool.ts";
import type { Job } from "./thread_pool.ts";

/** Laid out in strips (assembly/products.ts). */
class Strips implements Frozen {
  #used = true;

  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly place: HeapMatrix,
    private readonly release: () => void,
  ) {}

  [Symbol.dispose](): void {
    if (this.#used) this.release();
    this.#used = false;
  }
}

/**
 * Products by kernels of ours (assembly/products.ts). They sum in the order of TensorFlow.js's; without
 * fused multiply-additions they have its bits, and with them they round half as often.
 */
export class SimdProducts implements Products {
  readonly #heap: Heap;
  readonly #kernels: ProductKernels;
  readonly #pool: ThreadPool | undefined;
  readonly #spare: HeapMatrix;

  private constructor(heap: Heap, kernels: ProductKernels, pool?: ThreadPool) {
    this.#heap = heap;
    this.#kernels = kernels;
    this.#pool = pool;
    this.#spare = heap.make(1, SPARE / 4);
  }

  /**
   * Starts the threads that are needed.
   *
   * @param threads the calling one included; no bit depends on their number
   */
  static async start(heap: Heap, threads = 1): Promise<SimdProducts> {
    if (threads === 1) {
      const kernels = fusedIfPossible(fusedProductKernels, productKernels);
      return new SimdProducts(heap, heap.instantiate(kernels));
    }
    const kernels = fusedIfPossible(fusedSharedProductKernels, sharedProductKernels);
    const spare = heap.make(threads - 1, SPARE / 4);
    const pool = await ThreadPool.start(threads - 1, kernels, heap.memory, spare.address);
    return new SimdProducts(heap, heap.instantiate(kernels), pool);
  }

  freeze({ rows, cols, address }: Matrix, transposed: boolean): Frozen {
    const { packedBytes, pack, packTransposed } = this.#kernels;
    const [inner, width] = transposed ? [cols, rows] : [rows, cols];
    const place = this.#heap.make(1, packedBytes(inner, width) / 4);
    (transposed ? packTransposed : pack)(address, rows, cols, place.address);
    return new Strips(inner, width, place, () => this.#heap.free(place));
  }

  product(left: Matrix, right: Matrix | Frozen, out: Matrix, options: ProductOptions): void {
    const { rows, cols } = right, how = { ...options, inner: rows };
    if (right instanceof Strips) {
      this.#multiply(own(left).address, right.place.address, own(out), how);
    } else {
      const { packedBytes, pack } = this.#kernels;
      const { address } = this.#heap.scratch(packedBytes(rows, cols) / 4);
      pack(own(right as Matrix).address, rows, cols, address); // other frozen ones are refused
      this.#multiply(own(left).address, address, own(out), how);
    }
  }

  transposedProducts(left: Matrix, targets: readonly Target[], filled: RowRange): void {
    const { packedBytes, packedLeftBytes, pack, packLeft } = this.#kernels;
    const widest = Math.max(...targets.map(({ right }) => right.cols));
    for (const { first, count } of blocks(left.rows, filled)) {
      const size = packedLeftBytes(count, left.cols);
      const onLeft = this.#heap.scratch((size + packedBytes(count, widest)) / 4).address;
      const onRight = onLeft + size;
      packLeft(left.address + 4 * first * left.cols, count, left.cols, onLeft);
      for (const { right, out } of targets) {
        pack(right.address + 4 * first * right.cols, count, right.cols, onRight);
        this.#multiply(onLeft, onRight, own(out), {
          inner: count,
          added: first > 0,
          transposed: true,
        });
      }
    }
  }

  stop(): void {
    this.#pool?.stop();
  }

  /** @param left address of the left side, which is laid out by `packLeft` if `transposed` */
  #multiply(
    left: number,
    right: number,
    { address, rows, cols }: HeapMatrix,
    { inner, added, meanwhile, transposed = false }: ProductOptions & {
      readonly inner: number;
      readonly transposed?: boolean;
    },
  ): void {
    const { multiply } = this.#kernels;
    const job: Job = [
      ...[left, right, address, rows, inner, cols] as const,
      Number(added),
      Number(transposed),
    ];
    const share = (first: number, last: number) =>
      multiply(...job, this.#spare.address, first, last);
    if (this.#pool !== undefined) return this.#pool.share(job, share, meanwhile);
    meanwhile?.();
    share(0, rows);
  }
}
