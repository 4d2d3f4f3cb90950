import type { NetworkKernels } from "../simd/compiled/network.ts";
import type { RowRange } from "./blocks.ts";
import type { Engine, Frozen, Matrix, Products, Target } from "./engine.ts";
import { own } from "./heap.ts";
import type { Heap } from "./heap.ts";

/**
 * Matrices on a heap of TensorFlow.js's, and a way to multiply them. Dispose of it to end the threads of
 * both.
 */
export class TensorEngine implements Engine, Disposable {
  readonly #heap: Heap;
  readonly #products: Products;

  constructor(heap: Heap, products: Products) {
    this.#heap = heap;
    this.#products = products;
  }

  get kernels(): NetworkKernels {
    return this.#heap.kernels;
  }

  /** Tensors that there are: matrices, views of them and frozen copies. */
  get tensors(): number {
    return this.#heap.tensors;
  }

  allocate(rows: number, cols: number): Matrix {
    const matrix = this.#heap.make(rows, cols);
    matrix.data.fill(0);
    return matrix;
  }

  rows(matrix: Matrix, first: number, count: number): Matrix {
    if (first < 0 || count < 0 || first + count > matrix.rows) {
      throw new RangeError(
        `Cannot take rows ${first} to ${first + count} of a matrix of ${matrix.rows} rows`,
      );
    }
    const offset = first * matrix.cols * Float32Array.BYTES_PER_ELEMENT;
    return this.#heap.make(count, matrix.cols, own(matrix).address + offset);
  }

  freeze(matrix: Matrix, transposed = false): Frozen {
    return this.#products.freeze(own(matrix), transposed);
  }

  product(left: Matrix, right: Matrix | Frozen, out: Matrix, meanwhile?: () => void): void {
    check(left.rows, left.cols, right, out);
    this.#products.product(left, right, out, { added: false, meanwhile });
  }

  addProduct(left: Matrix, right: Matrix | Frozen, out: Matrix): void {
    check(left.rows, left.cols, right, out);
    this.#products.product(left, right, out, { added: true });
  }

  transposedProducts(
    left: Matrix,
    targets: readonly Target[],
    filled: RowRange = { from: 0, to: left.rows },
  ): void {
    for (const { right, out } of targets) check(left.cols, left.rows, right, out);
    this.#products.transposedProducts(left, targets, filled);
  }

  [Symbol.dispose](): void {
    this.#products.stop?.();
    this.#heap[Symbol.dispose]();
  }
}

function check(rows: number, inner: number, right: Matrix | Frozen, out: Matrix): void {
  if (inner === right.rows && out.rows === rows && out.cols === right.cols) return;
  throw new RangeError(
    `Cannot multiply [${rows}, ${inner}] by [${right.rows}, ${right.cols}] ` +
      `into [${out.rows}, ${out.cols}]`,
  );
}
