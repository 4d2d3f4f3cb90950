/** What a thread of a crew is told once. */
export interface CrewOrders {
  /** The number of the job, negative to end; how many threads are still at it; then what to do. */
  readonly control: Int32Array;
  /** Where this thread's numbers start in it, and how many there are. */
  readonly order: number;
  readonly length: number;
  /** How often it looks for the next job before it sleeps. */
  readonly looks: number;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
}

/** What a thread needs of node's port, handed in because its source is run on its own. */
export interface CrewPort {
  once(event: "message", listener: (orders: CrewOrders) => void): void;
  postMessage(message: unknown): void;
}

/**
 * A thread of a crew (crew.ts): does its share of each job. Runs from its source text, so it must not
 * use anything from around it.
 */
export function serveCrew(port: CrewPort): void {
  port.once("message", ({ control, order, length, looks, memory, module }) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    const multiply = exports["multiply"] as (...numbers: number[]) => void;
    let job = Atomics.load(control, 0);
    port.postMessage("ready");
    while (true) {
      for (let look = 0; look < looks && Atomics.load(control, 0) === job; look++);
      Atomics.wait(control, 0, job);
      job = Atomics.load(control, 0);
      if (job < 0) return;
      multiply(...control.subarray(order, order + length));
      if (Atomics.sub(control, 1, 1) === 1) Atomics.notify(control, 1);
    }
  });
}
