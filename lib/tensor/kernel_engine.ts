import { CONSTANTS, fusedIfPossible, instantiate } from "../simd/compiled.ts";
import { networkKernels } from "../simd/compiled/network.ts";
import type { NetworkKernels } from "../simd/compiled/network.ts";
import { productKernels } from "../simd/compiled/products.ts";
import type { ProductKernels } from "../simd/compiled/products.ts";
import { fusedProductKernels } from "../simd/compiled/products_fused.ts";
import type { Engine, Frozen, Matrix } from "./engine.ts";

/** Bytes of a page of WebAssembly memory. */
const PAGE = 65536;

/** Bytes of the largest tile of a product (simd/assembly/products.ts). */
const TILE = 6 * 16 * 4;

/**
 * Runs networks by our kernels alone, where TensorFlow.js would be too much: in a page. It has the bits of the
 * default engine, and does not train.
 */
export class KernelEngine implements Engine {
  readonly kernels: NetworkKernels;
  /** Whether products are summed by fused multiply-additions; without, they round twice as often. */
  readonly fused: boolean;
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #products: ProductKernels;
  readonly #spare: number;
  /** Addresses of blocks that were given back, by their bytes. */
  readonly #free = new Map<number, number[]>();
  #end = 16;

  /** Throws where there is no WebAssembly with SIMD. */
  constructor() {
    const products = fusedIfPossible(fusedProductKernels, productKernels);
    this.fused = products === fusedProductKernels;
    this.#products = instantiate(products, this.#memory);
    this.kernels = instantiate(networkKernels, this.#memory);
    this.kernels.prepare(this.#take(CONSTANTS));
    this.#spare = this.#take(TILE);
  }

  allocate(rows: number, cols: number): Matrix {
    return new Block(this.#memory, rows, cols, this.#take(4 * rows * cols)); // zeros: none is given back
  }

  rows(matrix: Matrix, first: number, count: number): Matrix {
    const address = matrix.address + 4 * first * matrix.cols;
    return new Block(this.#memory, count, matrix.cols, address);
  }

  freeze({ rows, cols, address }: Matrix, transposed = false): Frozen {
    const { packedBytes, pack, packTransposed } = this.#products;
    const [inner, width] = transposed ? [cols, rows] : [rows, cols];
    const bytes = packedBytes(inner, width);
    const free = this.#free.get(bytes) ?? [];
    this.#free.set(bytes, free);
    const place = free.pop() ?? this.#take(bytes);
    (transposed ? packTransposed : pack)(address, rows, cols, place);
    return new Packed(inner, width, place, () => free.push(place));
  }

  product(left: Matrix, right: Matrix | Frozen, out: Matrix, meanwhile?: () => void): void {
    meanwhile?.();
    this.#multiply(left, right, out, false);
  }

  addProduct(left: Matrix, right: Matrix | Frozen, out: Matrix): void {
    this.#multiply(left, right, out, true);
  }

  transposedProducts(): never {
    throw new Error("Cannot train on this engine: it only runs networks");
  }

  #multiply(left: Matrix, right: Matrix | Frozen, out: Matrix, added: boolean): void {
    if (!(right instanceof Packed)) {
      const packed = this.freeze(right as Matrix); // other frozen ones are another engine's
      this.#multiply(left, packed, out, added);
      return packed[Symbol.dispose]();
    }
    if (left.cols !== right.rows || out.rows !== left.rows || out.cols !== right.cols) {
      throw new RangeError(
        `Cannot multiply [${left.rows}, ${left.cols}] by [${right.rows}, ${right.cols}] ` +
          `into [${out.rows}, ${out.cols}]`,
      );
    }
    const { rows, cols: inner } = left;
    const sides = [left.address, right.address, out.address, rows, inner, out.cols] as const;
    this.#products.multiply(...sides, Number(added), 0, this.#spare, 0, rows);
  }

  /** The address of so many new bytes, all 0, at a multiple of 16. */
  #take(bytes: number): number {
    const address = this.#end;
    this.#end += Math.ceil(bytes / 16) * 16;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return address;
  }
}

class Block implements Matrix {
  readonly #memory: WebAssembly.Memory;
  #view = new Float32Array(0);

  constructor(
    memory: WebAssembly.Memory,
    readonly rows: number,
    readonly cols: number,
    readonly address: number,
  ) {
    this.#memory = memory;
  }

  get data(): Float32Array {
    // A view of a memory that has grown since is detached: its length is 0.
    if (this.#view.length === 0) {
      const buffer = this.#memory.buffer as ArrayBuffer; // it was not asked to be shared
      this.#view = new Float32Array(buffer, this.address, this.rows * this.cols);
    }
    return this.#view;
  }
}

/** Laid out in strips (simd/assembly/products.ts). */
class Packed implements Frozen {
  #used = true;

  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly address: number,
    private readonly release: () => void,
  ) {}

  [Symbol.dispose](): void {
    if (this.#used) this.release();
    this.#used = false;
  }
}
