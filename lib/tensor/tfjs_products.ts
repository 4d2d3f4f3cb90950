import { blocks } from "./blocks.ts";
import type { Frozen, Matrix, Products, Target } from "./engine.ts";
import { int32, own } from "./heap.ts";
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

  constructor(heap: Heap) {
    const array = ["number", "array", "number"];
    const parameters = [...array, ...array, "number", "number", "number"];
    this.#heap = heap;
    this.#multiply = heap.wrap("BatchMatMul", parameters) as BatchMatMul;
  }

  freeze(matrix: Matrix, transposed: boolean): Frozen {
    if (transposed) {
      const copy = this.#heap.make(matrix.cols, matrix.rows);
      this.#heap.transpose(matrix, copy);
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

  product(left: Matrix, right: Matrix | Frozen, out: Matrix, added: boolean): void {
    if (added) {
      const part = this.#heap.make(out.rows, out.cols);
      this.product(left, right, part, false);
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

  transposedProducts(left: Matrix, targets: readonly Target[]): void {
    for (const { first, count } of blocks(left.rows)) {
      const rows = (matrix: Matrix) =>
        this.#heap.make(count, matrix.cols, matrix.address + 4 * first * matrix.cols);
      const block = rows(left), transposed = this.#heap.make(left.cols, count);
      this.#heap.transpose(block, transposed);
      this.#heap.forget(block);
      for (const { right, out } of targets) {
        const part = rows(right);
        this.product(transposed, part, out, first > 0);
        this.#heap.forget(part);
      }
      this.#heap.free(transposed);
    }
  }

  #call(left: HeapMatrix, right: HeapMatrix, out: HeapMatrix): void {
    const shape = ({ rows, cols }: HeapMatrix) => int32(1, rows, cols);
    this.#multiply(left.id, shape(left), 3, right.id, shape(right), 3, 0, 0, out.id);
  }
}
