import type { RowRange } from "./blocks.ts";
import type { Engine, Frozen, Matrix, ProductOptions, Products, Target } from "./engine.ts";
import { Heap } from "./heap.ts";
import { selfTest } from "./self_test.ts";
import { TensorEngine } from "./tensor_engine.ts";

/** cblas.h */
const ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112;

const sgemm = {
  parameters: [
    "i32", // order
    "i32", // transpose left
    "i32", // transpose right
    "i32", // rows of out
    "i32", // columns of out
    "i32", // inner extent
    "f32", // alpha
    "buffer",
    "i32",
    "buffer",
    "i32",
    "f32", // beta
    "buffer",
    "i32",
  ],
  result: "void",
} as const;

const setThreads = { parameters: ["i32"], result: "void", optional: true } as const;

const symbols = {
  cblas_sgemm: sgemm,
  openblas_set_num_threads: setThreads,
  MKL_Set_Num_Threads: setThreads,
} as const;

/**
 * Starts an engine whose matrices are those of TensorFlow.js, on the heap of its WASM backend, and
 * whose products are done there by a CBLAS library of the system, on one thread: with more, its sums
 * may depend on their number.
 *
 * @param library path of a shared library with `cblas_sgemm`; needs permission to load it
 */
export async function startBlasEngine(library: string): Promise<Engine> {
  const heap = await Heap.start();
  const functions = open(library);
  functions.openblas_set_num_threads?.(1);
  functions.MKL_Set_Num_Threads?.(1);
  const engine = new TensorEngine(heap, new BlasProducts(functions.cblas_sgemm));
  selfTest(engine);
  return engine;
}

type Sgemm = Deno.DynamicLibrary<typeof symbols>["symbols"]["cblas_sgemm"];

function open(library: string) {
  try {
    return Deno.dlopen(library, symbols).symbols;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Deno.errors.NotCapable) throw error;
    throw new Error(`Cannot use "${library}" as a CBLAS library: ${error.message}`);
  }
}

/** Its entries are kept outside the heap, which never shrinks. */
class FrozenCopy implements Frozen {
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly data: Float32Array<ArrayBuffer>,
    /** Whether it stands for the transpose of its entries. */
    readonly transposed: boolean,
    private readonly release: () => void,
  ) {}
  [Symbol.dispose](): void {
    this.release();
  }
}

class BlasProducts implements Products {
  readonly #sgemm: Sgemm;
  /** Buffers of disposed copies, by length. */
  readonly #free = new Map<number, Float32Array<ArrayBuffer>[]>();

  constructor(sgemm: Sgemm) {
    this.#sgemm = sgemm;
  }

  freeze({ rows, cols, data }: Matrix, transposed: boolean): Frozen {
    const free = this.#free.get(data.length) ?? [];
    this.#free.set(data.length, free);
    const copy = free.pop() ?? new Float32Array(data.length);
    copy.set(data);
    let used = true;
    const release = () => {
      if (used) free.push(copy);
      used = false;
    };
    return transposed
      ? new FrozenCopy(cols, rows, copy, true, release)
      : new FrozenCopy(rows, cols, copy, false, release);
  }

  product(
    left: Matrix,
    right: Matrix | Frozen,
    out: Matrix,
    { added, meanwhile }: ProductOptions,
  ): void {
    meanwhile?.();
    this.#multiply(left, right, out, { onLeft: PLAIN, added });
  }

  /** The library itself sums long matrices by blocks, so it is given all rows at once. */
  transposedProducts(left: Matrix, targets: readonly Target[], { to }: RowRange): void {
    if (to < left.rows) return;
    for (const { right, out } of targets) {
      this.#multiply(left, right, out, { onLeft: TRANSPOSED, added: false });
    }
  }

  #multiply(
    left: Matrix,
    right: Matrix | Frozen,
    out: Matrix,
    { onLeft, added }: {
      readonly onLeft: typeof PLAIN | typeof TRANSPOSED;
      readonly added: boolean;
    },
  ): void {
    const { rows: inner, cols } = right;
    const [onRight, width] = right instanceof FrozenCopy && right.transposed
      ? [TRANSPOSED, inner] as const
      : [PLAIN, cols] as const;
    this.#sgemm(
      ...[ROW_MAJOR, onLeft, onRight, out.rows, cols, inner, 1] as const,
      ...[view(left), left.cols, view(right), width, Number(added), view(out), cols] as const,
    );
  }
}

/** The heap is not shared: it has one thread. */
function view(matrix: Matrix | Frozen): Float32Array<ArrayBuffer> {
  if ("data" in matrix) return matrix.data as Float32Array<ArrayBuffer>;
  throw new TypeError("Cannot use a matrix of another engine");
}
