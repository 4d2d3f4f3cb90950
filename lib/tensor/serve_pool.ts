/** What a thread of a pool is told once. */
export interface PoolOrders {
  /**
   * The number of the job, negative to end; how many threads are still at it; the first row that nobody
   * has taken; how many rows to take at least; then the job: the first 8 parameters of `multiply`
   * (assembly/products.ts).
   */
  readonly control: Int32Array;
  /** Of the pool, the one that calls included. */
  readonly threads: number;
  /** Address of a tile to work in. */
  readonly spare: number;
  /** Spin iterations before it blocks. */
  readonly spins: number;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
}

/** What a thread needs of node's port, handed in because its source is run on its own. */
export interface PoolPort {
  once(event: "message", listener: (orders: PoolOrders) => void): void;
  postMessage(message: unknown): void;
}

/**
 * Takes rows of the job and multiplies them, until none are left: each time an even share of what is left, in
 * whole tiles, so that threads end together even if they do not begin together. Runs from its source text,
 * too.
 */
export function takeRows(
  control: Int32Array,
  threads: number,
  multiply: (first: number, last: number) => void,
): void {
  const next = 2, least = control[3]!, rows = control[7]!, tile = 6;
  for (let first; (first = Atomics.load(control, next)) < rows;) {
    const share = Math.floor((rows - first) / threads / tile) * tile;
    const last = Math.min(rows, first + Math.max(least, share));
    if (Atomics.compareExchange(control, next, first, last) === first) multiply(first, last);
  }
}

/**
 * A thread of a pool (thread_pool.ts): does its share of each job. Runs from its source text, so it must not
 * use anything from around it.
 */
export function servePool(port: PoolPort, take: typeof takeRows): void {
  port.once("message", ({ control, threads, spare, spins, memory, module }) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const multiply = exports["multiply"] as (...numbers: number[]) => void;
    let job = Atomics.load(control, 0);
    port.postMessage("ready");
    while (true) {
      for (let spin = 0; spin < spins && Atomics.load(control, 0) === job; spin++);
      Atomics.wait(control, 0, job);
      job = Atomics.load(control, 0);
      if (job < 0) return;
      const product = control.subarray(4);
      take(control, threads, (first, last) => multiply(...product, spare, first, last));
      if (Atomics.sub(control, 1, 1) === 1) Atomics.notify(control, 1);
    }
  });
}
