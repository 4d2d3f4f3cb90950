import { Worker } from "node:worker_threads";
import { bytesOf } from "../simd/compiled.ts";
import type { Compiled } from "../simd/compiled.ts";
import type { ProductKernels } from "../simd/compiled/products.ts";
import { servePool } from "./serve_pool.ts";
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

/** Int32 numbers for a thread: the job, its memory, its first row and the one after its last. */
const ORDER = 11;

/** Where they start; before them the number of the job, and how many threads are still at it. */
const ORDERS = 2;

/** Threads that take their shares of products, and sleep in between. */
export class ThreadPool {
  readonly #workers: readonly Worker[];
  readonly #control: Int32Array;
  readonly #spare: number;

  private constructor(workers: readonly Worker[], control: Int32Array, spare: number) {
    this.#workers = workers;
    this.#control = control;
    this.#spare = spare;
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
    const control = new Int32Array(new SharedArrayBuffer(4 * (ORDERS + count * ORDER)));
    const module = new WebAssembly.Module(bytesOf(kernels));
    const source = `import { parentPort } from "node:worker_threads";
(${servePool})(parentPort);`;
    const script = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
    const workers = Array.from({ length: count }, () => new Worker(script));
    const pool = new ThreadPool(workers, control, spare);
    try {
      await withTimeout(Promise.all(workers.map((worker, index) => {
        const order = ORDERS + index * ORDER;
        worker.postMessage({ control, order, length: ORDER, spins: SPINS, memory, module });
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
   * Does a job: `own` is called for the rows of the calling thread, while the others do theirs.
   */
  share(job: Job, own: (first: number, last: number) => void): void {
    const [, , , rows, inner, cols] = job;
    if (2 * rows * inner * cols < SMALL) return own(0, rows);
    const control = this.#control, count = this.#workers.length;
    const bound = (i: number) => Math.floor((i * rows) / (count + 1));
    for (let i = 0; i < count; i++) {
      control.set([...job, this.#spare + i * SPARE, bound(i), bound(i + 1)], ORDERS + i * ORDER);
    }
    Atomics.store(control, 1, count);
    Atomics.add(control, 0, 1);
    Atomics.notify(control, 0);
    own(bound(count), rows);
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
