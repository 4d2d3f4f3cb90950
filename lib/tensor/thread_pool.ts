import { Worker } from "node:worker_threads";
import { bytesOf } from "../simd/compiled.ts";
import type { Compiled } from "../simd/compiled.ts";
import type { ProductKernels } from "../simd/compiled/products.ts";
import { servePool, takeRows } from "./serve_pool.ts";
import { TIMEOUT, withTimeout } from "./timeout.ts";

/** Bytes of the memory that a thread needs for itself: a tile. */
export const SPARE = 6 * 16 * 4;

/** Operations below which a product is over before a thread has been woken. */
const SMALL = 1e6;

/** Spin iterations before blocking, a millisecond in all: most waits end sooner than a thread wakes. */
const SPINS = 200_000;

/** A product: the first parameters of `multiply` (assembly/products.ts). */
export type Job = readonly [
  left: number,
  right: number,
  out: number,
  rows: number,
  inner: number,
  cols: number,
  added: number,
  transposed: number,
];

/** Rows to take at least where threads begin one after the other: fewer are slow. Else all take the same. */
const LEAST = 12;

/** Where it starts in the memory of the threads, and its numbers (serve_pool.ts). */
const JOB = 4, NUMBERS = 8;

/** Threads that take their shares of products, and sleep in between. */
export class ThreadPool {
  readonly #workers: readonly Worker[];
  readonly #control: Int32Array;

  private constructor(workers: readonly Worker[], control: Int32Array) {
    this.#workers = workers;
    this.#control = control;
  }

  /**
   * Starts threads.
   *
   * @param kernels for shared memory
   * @param spare address of `SPARE` bytes for each
   */
  static async start(
    count: number,
    kernels: Compiled<ProductKernels>,
    memory: WebAssembly.Memory,
    spare: number,
  ): Promise<ThreadPool> {
    const control = new Int32Array(new SharedArrayBuffer(4 * (JOB + NUMBERS)));
    const module = new WebAssembly.Module(bytesOf(kernels));
    const source = `import { parentPort } from "node:worker_threads";
(${servePool})(parentPort, ${takeRows});`;
    const script = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
    const workers = Array.from({ length: count }, () => new Worker(script));
    const pool = new ThreadPool(workers, control);
    try {
      await withTimeout(Promise.all(workers.map((worker, index) => {
        const orders = { control, threads: count + 1, spare: spare + index * SPARE };
        worker.postMessage({ ...orders, spins: SPINS, memory, module });
        return new Promise<void>((resolve, reject) => {
          worker.once("message", resolve);
          worker.once("error", reject);
        });
      })));
    } catch (error) {
      pool.stop();
      throw error;
    }
    for (const worker of workers) worker.unref();
    return pool;
  }

  /**
   * Does a job: `own` is called for the rows that the calling thread takes, while the others do theirs.
   *
   * @param meanwhile what the calling thread does first
   */
  share(
    job: Job,
    own: (first: number, last: number) => void,
    meanwhile?: () => void,
  ): void {
    const [, , , rows, inner, cols] = job, count = this.#workers.length;
    if (2 * rows * inner * cols < SMALL) {
      meanwhile?.();
      return own(0, rows);
    }
    const control = this.#control;
    const least = meanwhile === undefined ? Math.ceil(rows / (count + 1)) : LEAST;
    control.set([0, least, ...job], JOB - 2);
    Atomics.store(control, 1, count);
    Atomics.add(control, 0, 1);
    Atomics.notify(control, 0);
    try {
      meanwhile?.();
      takeRows(control, count + 1, own);
    } finally {
      this.#wait();
    }
  }

  /** Until no thread is at work any more. */
  #wait(): void {
    const control = this.#control;
    for (let spin = 0; spin < SPINS && Atomics.load(control, 1) > 0; spin++);
    for (let left; (left = Atomics.load(control, 1)) > 0;) {
      if (Atomics.wait(control, 1, left, TIMEOUT) === "timed-out") {
        throw new Error("A thread does not answer any more");
      }
    }
  }

  /** Ends the threads, which must not be at work. */
  stop(): void {
    Atomics.store(this.#control, 0, -1);
    Atomics.notify(this.#control, 0);
    for (const worker of this.#workers) worker.terminate();
  }
}
