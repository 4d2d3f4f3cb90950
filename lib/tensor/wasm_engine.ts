import { CONSTANTS, instantiate } from "../simd/compiled.ts";
import { networkKernels } from "../simd/compiled/network.ts";
import type { NetworkKernels } from "../simd/compiled/network.ts";
import { sharedNetworkKernels } from "../simd/compiled/network_shared.ts";
import type { Engine, Frozen, Matrix } from "./engine.ts";
import { startBackend, startThreadedBackend } from "./wasm_backend.ts";

/**
 * The part of TensorFlow.js's WASM backend that is used here. The kernels are called on buffers that
 * stay where they are: a tensor for each intermediate result costs more than a small product.
 */
interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    readonly tfjs: {
      registerTensor(id: number, size: number, offset: number): void;
      disposeData(id: number): void;
    };
    cwrap(name: "BatchMatMul", result: null, parameters: readonly string[]): BatchMatMul;
    cwrap(name: "Transpose", result: null, parameters: readonly string[]): Transpose;
  };
  readonly dataIdMap: {
    get(dataId: object): { readonly id: number; readonly memoryOffset: number };
    delete(dataId: object): boolean;
  };
  numDataIds(): number;
  makeOutput(shape: number[], dtype: "float32", memoryOffset?: number): { readonly dataId: object };
}

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

/** The order of axes [1, 0], as int32. */
const SWAP = /* @__PURE__ */ Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);

/**
 * Starts TensorFlow.js on its WASM backend (SIMD), checks that the kernel works on buffers in place as
 * expected, and throws if it does not. Dispose of the engine to end its threads.
 *
 * @param threads products are split among them by tiles, so that no bit depends on their number
 */
export async function startWasmEngine(threads = 1): Promise<WasmEngine> {
  const { backend, memory, stop } = threads > 1
    ? await startThreadedBackend(threads)
    : await startBackend();
  const kernels = instantiate(threads > 1 ? sharedNetworkKernels : networkKernels, memory);
  // tfjs types the backend as it is used from outside; what is used beyond that, `check` tries out.
  const engine = new WasmEngine(backend as unknown as WasmBackend, kernels, stop);
  engine.check();
  return engine;
}

class WasmMatrix implements Matrix {
  /** Its shapes as int32, as a batch of one matrix and as a matrix. */
  readonly shape: Uint8Array;
  readonly plane: Uint8Array;
  #view: Float32Array = new Float32Array(0);

  constructor(
    readonly backend: WasmBackend,
    readonly rows: number,
    readonly cols: number,
    readonly dataId: object,
    readonly id: number,
    readonly address: number,
  ) {
    this.shape = new Uint8Array(Int32Array.of(1, rows, cols).buffer);
    this.plane = this.shape.subarray(4);
  }

  get data(): Float32Array {
    // A view of a heap that has grown since is detached: its length is 0. (A shared one stays good.)
    if (this.#view.length === 0) {
      const heap = this.backend.wasm.HEAPU8.buffer;
      this.#view = new Float32Array(heap, this.address, this.rows * this.cols);
    }
    return this.#view;
  }
}

class FrozenMatrix implements Frozen {
  constructor(readonly matrix: WasmMatrix, private readonly release: () => void) {}
  get rows(): number {
    return this.matrix.rows;
  }
  get cols(): number {
    return this.matrix.cols;
  }
  [Symbol.dispose](): void {
    this.release();
  }
}

export class WasmEngine implements Engine, Disposable {
  readonly #backend: WasmBackend;
  readonly #multiply: BatchMatMul;
  readonly #transpose: Transpose;
  #scratch: WasmMatrix;

  constructor(
    backend: WasmBackend,
    readonly kernels: NetworkKernels,
    private readonly stop: () => void,
  ) {
    this.#backend = backend;
    const array = ["number", "array", "number"];
    this.#multiply = backend.wasm.cwrap("BatchMatMul", null, [
      ...array,
      ...array,
      "number",
      "number",
      "number",
    ]);
    this.#transpose = backend.wasm.cwrap("Transpose", null, [
      ...array,
      "number",
      ...array,
    ]);
    this.#scratch = this.#make(1, 1024);
    kernels.prepare(this.#make(1, CONSTANTS / 4).address);
  }

  /** Tensors that the backend holds: matrices, views of them and frozen copies. */
  get tensors(): number {
    return this.#backend.numDataIds();
  }

  allocate(rows: number, cols: number): Matrix {
    const matrix = this.#make(rows, cols);
    matrix.data.fill(0);
    return matrix;
  }

  rows(matrix: Matrix, first: number, count: number): Matrix {
    if (first < 0 || count < 0 || first + count > matrix.rows) {
      throw new RangeError(
        `Cannot take rows ${first} to ${first + count} of a matrix of ${matrix.rows} rows`,
      );
    }
    const offset = matrix.address + first * matrix.cols * Float32Array.BYTES_PER_ELEMENT;
    return this.#make(count, matrix.cols, offset);
  }

  freeze(right: Matrix): Frozen {
    const source = own(right);
    // A second id for the same memory: XNNPACK keeps its packed copy by id. The first product makes
    // it, so one row is multiplied at once; from then on the source itself is not read.
    const alias = this.#make(source.rows, source.cols, source.address);
    if (this.#scratch.cols < source.rows + source.cols) {
      this.#scratch = this.#make(1, source.rows + source.cols);
    }
    const row = this.#make(1, source.rows, this.#scratch.address);
    const out = this.#make(1, source.cols, this.#scratch.address + 4 * source.rows);
    this.#call(row, alias, out);
    this.#forget(row);
    this.#forget(out);
    return new FrozenMatrix(alias, () => this.#forget(alias));
  }

  product(left: Matrix, right: Matrix | Frozen, out: Matrix): void {
    if (left.cols !== right.rows || out.rows !== left.rows || out.cols !== right.cols) {
      throw new RangeError(
        `Cannot multiply [${left.rows}, ${left.cols}] by [${right.rows}, ${right.cols}] ` +
          `into [${out.rows}, ${out.cols}]`,
      );
    }
    if (right instanceof FrozenMatrix) {
      this.#call(own(left), right.matrix, own(out));
    } else {
      const matrix = own(right);
      this.#call(own(left), matrix, own(out));
      // Or the next product would take the packed copy of what the matrix holds now.
      this.#backend.wasm.tfjs.disposeData(matrix.id);
      this.#register(matrix);
    }
  }

  transpose(matrix: Matrix, out: Matrix): void {
    const { rows, cols } = matrix;
    if (out.rows !== cols || out.cols !== rows) {
      throw new RangeError(
        `Cannot transpose [${rows}, ${cols}] into [${out.rows}, ${out.cols}]`,
      );
    }
    const { id, plane } = own(matrix);
    this.#transpose(id, plane, 2, FLOAT32, own(out).id, SWAP, 2);
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  /** Multiplies small matrices in place, and throws unless the results are exact. */
  check(): void {
    const both = this.allocate(4, 2), right = this.rows(both, 2, 2), out = this.allocate(2, 2);
    const expect = (values: readonly number[]) => {
      this.product(this.rows(both, 0, 2), right, out);
      if (values.some((value, k) => out.data[k] !== value)) {
        throw new Error(
          `Cannot use the WASM backend: product is "${out.data.join(" ")}", expected "${
            values.join(" ")
          }"; this needs @tensorflow/tfjs-backend-wasm 4.22.0`,
        );
      }
    };
    both.data.set([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([19, 22, 43, 50]);
    right.data.set([1, 0, 0, 1]);
    expect([1, 2, 3, 4]);
    this.transpose(out, right);
    expect([5, 11, 11, 25]);
  }

  #make(rows: number, cols: number, offset?: number): WasmMatrix {
    const backend = this.#backend;
    // So much at once makes malloc's sums overflow; otherwise it answers 0 when it has no memory.
    if (rows * cols >= 2 ** 29) throw noMemory(rows, cols);
    const { dataId } = backend.makeOutput([rows, cols], "float32", offset);
    const { id, memoryOffset } = backend.dataIdMap.get(dataId);
    if (memoryOffset === 0) throw noMemory(rows, cols);
    return new WasmMatrix(backend, rows, cols, dataId, id, memoryOffset);
  }

  #call(left: WasmMatrix, right: WasmMatrix, out: WasmMatrix): void {
    this.#multiply(left.id, left.shape, 3, right.id, right.shape, 3, 0, 0, out.id);
  }

  #register({ id, rows, cols, address }: WasmMatrix): void {
    this.#backend.wasm.tfjs.registerTensor(id, rows * cols, address);
  }

  /** Drops an alias and its packed copy; the memory it points to stays. */
  #forget(alias: WasmMatrix): void {
    this.#backend.wasm.tfjs.disposeData(alias.id);
    this.#backend.dataIdMap.delete(alias.dataId);
  }
}

function own(matrix: Matrix | Frozen): WasmMatrix {
  if (matrix instanceof WasmMatrix) return matrix;
  throw new TypeError("Cannot use a matrix of another engine");
}

function noMemory(rows: number, cols: number): RangeError {
  return new RangeError(`Cannot allocate a matrix of [${rows}, ${cols}]: no memory left`);
}
