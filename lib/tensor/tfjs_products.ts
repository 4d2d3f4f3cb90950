import { blocks } from "./blocks.ts";
import type { RowRange } from "./blocks.ts";
import type { Frozen, Matrix, ProductOptions, Products, Target } from "./engine.ts";
import { own } from "./heap.ts";
import type { Heap, HeapMatrix } from "./heap.ts";

type BatchMatMul = (
  left: number,
  leftShape: Uint8Array,
  leftRank: 3,
  right: number,
  rightShape: Uint8Array,
  rightRank: 3,
  transposeLeft: 0,
  transposeRight: 0,
  out: number,
) => void;

type Transpose = (
  matrix: number,
  shape: Uint8Array,
  rank: 2,
  type: typeof FLOAT32,
  out: number,
  order: Uint8Array,
  orderLength: 2,
) => void;

/** The backend's name for float32. */
const FLOAT32 = 0;

/** Of which the backend keeps a packed copy, by its id; the source itself is not read any more. */
class PackedCopy implements Frozen {
  constructor(readonly alias: HeapMatrix, private readonly release: () => void) {}
  get rows(): number {
    return this.alias.rows;
  }
  get cols(): number {
    return this.alias.cols;
  }
  [Symbol.dispose](): void {
    this.release();
  }
}

/**
 * The products of TensorFlow.js (XNNPACK's, on the threads of the backend): the oracle of simd_products.ts,
 * and what it is measured against.
 */
export class TfjsProducts implements Products {
  readonly #heap: Heap;
  readonly #multiply: BatchMatMul;
  readonly #transpose: Transpose;

  constructor(heap: Heap) {
    const array = ["number", "array", "number"];
    const matMul = [...array, ...array, "number", "number", "number"];
    this.#heap = heap;
    this.#multiply = heap.wrap("BatchMatMul", matMul) as BatchMatMul;
    this.#transpose = heap.wrap("Transpose", [...array, "number", ...array]) as Transpose;
  }

  freeze(matrix: Matrix, transposed: boolean): Frozen {
    if (transposed) {
      const copy = this.#transposed(own(matrix));
      const frozen = this.freeze(copy, false);
      this.#heap.free(copy);
      return frozen;
    }
    const { rows, cols, address } = own(matrix);
    // A second id for the same memory. The first product packs it, so one row is multiplied at once.
    const alias = this.#heap.make(rows, cols, address);
    const row = this.#heap.make(1, rows), out = this.#heap.make(1, cols);
    this.#call(row, alias, out);
    this.#heap.free(row);
    this.#heap.free(out);
    return new PackedCopy(alias, () => this.#heap.forget(alias));
  }

  product(
    left: Matrix,
    right: Matrix | Frozen,
    out: Matrix,
    { added, meanwhile }: ProductOptions,
  ): void {
    meanwhile?.();
    if (added) {
      const part = this.#heap.make(out.rows, out.cols);
      this.product(left, right, part, { added: false });
      const { data } = out;
      part.data.forEach((entry, k) => data[k]! += entry);
      this.#heap.free(part);
    } else if (right instanceof PackedCopy) {
      this.#call(own(left), right.alias, own(out));
    } else {
      const matrix = own(right as Matrix); // the other kind of `Frozen` is another engine's
      this.#call(own(left), matrix, own(out));
      this.#heap.reread(matrix);
    }
  }

  transposedProducts(left: Matrix, targets: readonly Target[], filled: RowRange): void {
    for (const { first, count } of blocks(left.rows, filled)) {
      const rows = (matrix: Matrix) =>
        this.#heap.make(count, matrix.cols, matrix.address + 4 * first * matrix.cols);
      const block = rows(left), transposed = this.#transposed(block);
      this.#heap.forget(block);
      for (const { right, out } of targets) {
        const part = rows(right);
        this.product(transposed, part, out, { added: first > 0 });
        this.#heap.forget(part);
      }
      this.#heap.free(transposed);
    }
  }

  #transposed({ id, rows, cols }: HeapMatrix): HeapMatrix {
    const copy = this.#heap.make(cols, rows);
    this.#transpose(id, int32(rows, cols), 2, FLOAT32, copy.id, int32(1, 0), 2);
    return copy;
  }

  #call(left: HeapMatrix, right: HeapMatrix, out: HeapMatrix): void {
    const shape = ({ rows, cols }: HeapMatrix) => int32(1, rows, cols);
    this.#multiply(left.id, shape(left), 3, right.id, shape(right), 3, 0, 0, out.id);
  }
}

/** Numbers as bytes of int32: how the backend's kernels are given shapes. */
function int32(...numbers: number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(numbers).buffer);
}
