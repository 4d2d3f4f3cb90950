import type { NetworkKernels } from "../simd/compiled/network.ts";

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

/** What a network needs from the numerics below it. */
export interface Engine {
  /** Element-wise work on its matrices, which are given by their addresses. */
  readonly kernels: NetworkKernels;
  /** A matrix of zeros that lives as long as the engine. */
  allocate(rows: number, cols: number): Matrix;
  /** Rows `first` to `first + count` of a matrix, in the same memory. */
  rows(matrix: Matrix, first: number, count: number): Matrix;
  /**
   * A snapshot of `right`, for many products. Later changes of `right` do not reach it; dispose of
   * it (`using`) to give its memory back.
   */
  freeze(right: Matrix): Frozen;
  /** out = left right. A plain matrix on the right is packed anew for each call. */
  product(left: Matrix, right: Matrix | Frozen, out: Matrix): void;
  /**
   * out = left^T right, where the engine has a faster way than transposing first. Of long matrices,
   * too, it keeps float32 rounding small.
   */
  transposedProduct?(left: Matrix, right: Matrix, out: Matrix): void;
  /** out = matrix^T */
  transpose(matrix: Matrix, out: Matrix): void;
}
