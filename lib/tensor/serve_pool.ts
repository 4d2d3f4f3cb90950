/** What a thread of a pool is told once. */
export interface PoolOrders {
  /** The number of the job, negative to end; how many threads are still at it; then what to do. */
  readonly control: Int32Array;
  /** Where this thread's numbers start in it, and how many there are. */
  readonly order: number;
  readonly length: number;
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
 * A thread of a pool (thread_pool.ts): does its share of each job. Runs from its source text, so it must not
 * use anything from around it.
 */
export function servePool(port: PoolPort): void {
  port.once("message", ({ control, order, length, spins, memory, module }) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const multiply = exports["multiply"] as (...numbers: number[]) => void;
    let job = Atomics.load(control, 0);
    port.postMessage("ready");
    while (true) {
      for (let spin = 0; spin < spins && Atomics.load(control, 0) === job; spin++);
      Atomics.wait(control, 0, job);
      job = Atomics.load(control, 0);
      if (job < 0) return;
      multiply(...control.subarray(order, order + length));
      if (Atomics.sub(control, 1, 1) === 1) Atomics.notify(control, 1);
    }
  });
}
