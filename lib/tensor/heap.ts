import { CONSTANTS, instantiate } from "../simd/compiled.ts";
import type { Compiled } from "../simd/compiled.ts";
import { networkKernels } from "../simd/compiled/network.ts";
import type { NetworkKernels } from "../simd/compiled/network.ts";
import { sharedNetworkKernels } from "../simd/compiled/network_shared.ts";
import type { Matrix } from "./engine.ts";
import { startBackend, startThreadedBackend } from "./wasm_backend.ts";
import type { StartedBackend } from "./wasm_backend.ts";

/**
 * The part of TensorFlow.js's WASM backend that is used here. Its kernels are called on buffers that
 * stay where they are: a tensor for each intermediate result costs more than a small product.
 */
interface WasmBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    readonly tfjs: {
      registerTensor(id: number, size: number, offset: number): void;
      disposeData(id: number): void;
    };
    cwrap(name: string, result: null, parameters: readonly string[]): unknown;
  };
  readonly dataIdMap: {
    get(dataId: object): { readonly id: number; readonly memoryOffset: number };
    delete(dataId: object): boolean;
  };
  numDataIds(): number;
  makeOutput(shape: number[], dtype: "float32", memoryOffset?: number): { readonly dataId: object };
  disposeData(dataId: object): boolean;
}

/** A tensor of the backend. */
export class HeapMatrix implements Matrix {
  readonly dataId: object;
  /** The backend's number for it. */
  readonly id: number;
  readonly address: number;
  #view: Float32Array = new Float32Array(0);

  constructor(
    private readonly wasm: WasmBackend["wasm"],
    readonly rows: number,
    readonly cols: number,
    { dataId, id, address }: Pick<HeapMatrix, "dataId" | "id" | "address">,
  ) {
    this.dataId = dataId;
    this.id = id;
    this.address = address;
  }

  get data(): Float32Array {
    // A view of a heap that has grown since is detached: its length is 0. (A shared one stays good.)
    if (this.#view.length === 0) {
      this.#view = new Float32Array(this.wasm.HEAPU8.buffer, this.address, this.rows * this.cols);
    }
    return this.#view;
  }
}

/**
 * The heap of TensorFlow.js's WASM backend: matrices are tensors there, and stay where they are. Dispose
 * of it to end the backend's threads.
 */
export class Heap implements Disposable {
  readonly memory: WebAssembly.Memory;
  readonly kernels: NetworkKernels;
  readonly #backend: WasmBackend;
  readonly #stop: () => void;
  #scratch: HeapMatrix;

  /** @param threads more than 1: of the backend, which then has memory that threads can share */
  static async start(threads = 1): Promise<Heap> {
    return threads > 1
      ? new Heap(await startThreadedBackend(threads), sharedNetworkKernels)
      : new Heap(await startBackend(), networkKernels);
  }

  private constructor(started: StartedBackend, kernels: Compiled<NetworkKernels>) {
    // tfjs types the backend as it is used from outside; self_test.ts tries what is used beyond.
    this.#backend = started.backend as unknown as WasmBackend;
    this.#stop = started.stop;
    this.memory = started.memory;
    this.kernels = this.instantiate(kernels);
    this.kernels.prepare(this.make(1, CONSTANTS / 4).address);
    this.#scratch = this.make(1, 1024);
  }

  /** Tensors that the backend holds: matrices and views of them. */
  get tensors(): number {
    return this.#backend.numDataIds();
  }

  /** A kernel of the backend's, by its name in C++. */
  wrap(name: string, parameters: readonly string[]): unknown {
    return this.#backend.wasm.cwrap(name, null, parameters);
  }

  /** Kernels of ours that work on this heap. */
  instantiate<Exports>(compiled: Compiled<Exports>): Exports {
    return instantiate(compiled, this.memory);
  }

  /** A matrix of any contents, or, at an address, the one that stands there. */
  make(rows: number, cols: number, address?: number): HeapMatrix {
    // So much at once makes malloc's sums overflow; otherwise it answers 0 when it has no memory.
    if (rows * cols >= 2 ** 29) throw noMemory(rows, cols);
    const { dataId } = this.#backend.makeOutput([rows, cols], "float32", address);
    const { id, memoryOffset } = this.#backend.dataIdMap.get(dataId);
    if (memoryOffset === 0) throw noMemory(rows, cols);
    return new HeapMatrix(this.#backend.wasm, rows, cols, { dataId, id, address: memoryOffset });
  }

  /** Gives back the memory of a matrix that was made without an address. */
  free(matrix: HeapMatrix): void {
    this.#backend.disposeData(matrix.dataId);
  }

  /** Drops a matrix that was made at an address, and the backend's packed copy; the memory stays. */
  forget(matrix: HeapMatrix): void {
    this.forgetPacked(matrix);
    this.#backend.dataIdMap.delete(matrix.dataId);
  }

  /** Makes the backend read a matrix anew, of which it may keep a packed copy. */
  reread(matrix: HeapMatrix): void {
    this.forgetPacked(matrix);
    const { id, rows, cols, address } = matrix;
    this.#backend.wasm.tfjs.registerTensor(id, rows * cols, address);
  }

  /** Memory for the moment: the next call may give the same again. */
  scratch(entries: number): HeapMatrix {
    if (this.#scratch.cols < entries) {
      const larger = this.make(1, entries);
      this.free(this.#scratch);
      this.#scratch = larger;
    }
    return this.#scratch;
  }

  [Symbol.dispose](): void {
    this.#stop();
  }

  private forgetPacked({ id }: HeapMatrix): void {
    this.#backend.wasm.tfjs.disposeData(id);
  }
}

/** Throws unless a matrix is one of a heap. */
export function own(matrix: Matrix): HeapMatrix {
  if (matrix instanceof HeapMatrix) return matrix;
  throw new TypeError("Cannot use a matrix of another engine");
}

function noMemory(rows: number, cols: number): RangeError {
  return new RangeError(`Cannot allocate a matrix of [${rows}, ${cols}]: no memory left`);
}
