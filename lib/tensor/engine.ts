import type { NetworkKernels } from "../simd/compiled/network.ts";
import type { RowRange } from "./blocks.ts";

/** A row-major float32 matrix in the memory of an engine. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Where it stands in the memory of the engine's kernels; it stays there. */
  readonly address: number;
  /** The entries themselves, not a copy. Take it anew after any call of the engine, even
   * a product: the memory may have moved. */
  readonly data: Float32Array<ArrayBufferLike>;
}

/** A matrix as it was when it was frozen, laid out for fast products. */
export interface Frozen extends Disposable {
  readonly rows: number;
  readonly cols: number;
}

/** out = left^T right */
export interface Target {
  readonly right: Matrix;
  readonly out: Matrix;
}

/** How a product is made. */
export interface ProductOptions {
  /** Whether it is added to what is there. */
  readonly added: boolean;
  /** As `Engine.product` has it. */
  readonly meanwhile?: (() => void) | undefined;
}

/** A way to multiply the matrices of a heap, as `Engine` promises it; the shapes have been checked. */
export interface Products {
  freeze(right: Matrix, transposed: boolean): Frozen;
  product(left: Matrix, right: Matrix | Frozen, out: Matrix, options: ProductOptions): void;
  transposedProducts(left: Matrix, targets: readonly Target[], filled: RowRange): void;
  /** Ends its threads. */
  stop?(): void;
}

/** What a network needs from the numerics below it. */
export interface Engine {
  /** Element-wise work on its matrices, which are given by their addresses. */
  readonly kernels: NetworkKernels;
  /** A matrix of zeros that lives as long as the engine. */
  allocate(rows: number, cols: number): Matrix;
  /** Rows `first` to `first + count` of a matrix, in the same memory. */
  rows(matrix: Matrix, first: number, count: number): Matrix;
  /**
   * A snapshot of a matrix, or of its transpose, to be on the right of many products. Later changes
   * of the matrix do not reach it; dispose of it (`using`) to give its memory back.
   */
  freeze(matrix: Matrix, transposed?: boolean): Frozen;
  /**
   * out = left right. A plain matrix on the right is laid out anew for each call.
   *
   * @param meanwhile the caller's own work, which touches none of the three and multiplies nothing: other
   * threads begin with the product, and the calling one joins them after it
   */
  product(left: Matrix, right: Matrix | Frozen, out: Matrix, meanwhile?: () => void): void;
  /** out += left right */
  addProduct(left: Matrix, right: Matrix | Frozen, out: Matrix): void;
  /**
   * out = left^T right for each target: the weight gradients of a whole batch, left [M, P], right
   * [M, Q], out [P, Q]. Sums over blocks of rows, which keeps float32 rounding small when M is large.
   *
   * @param filled rows that are new since the last call; all by default. Called as they are filled, from
   * the first to the last, it finds them still near the processor; `out` holds the sums after the last.
   */
  transposedProducts(left: Matrix, targets: readonly Target[], filled?: RowRange): void;
}
