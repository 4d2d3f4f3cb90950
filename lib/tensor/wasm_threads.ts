import { BackendWasm, getThreadsCount, setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import os from "node:os";
import process from "node:process";
import { serveThread } from "./serve_thread.ts";

/** Milliseconds after which threads that do not answer count as failed. */
const PATIENCE = 30_000;

/** What the package's factory makes; it types less than there is. */
interface ThreadedModule {
  readonly PThread: { terminateAllThreads(): void };
  cwrap(name: string, result: "number" | null, parameters: readonly string[]): unknown;
  tfjs: unknown;
}

type Factory = (settings: {
  locateFile(path: string, folder: string): string | URL;
}) => Promise<ThreadedModule>;

/**
 * Starts TensorFlow.js's threaded WASM module. The package starts it in browsers only: here its
 * threads are node workers that run `serveThread`, and TensorFlow.js's global backend stays as it is.
 *
 * @param threads 2 to 8, the calling one included: Emscripten starts 8 workers with the module
 * @returns a backend, and `stop`, which ends its threads
 */
export async function startThreadedBackend(
  threads: number,
): Promise<{ backend: BackendWasm; stop: () => void }> {
  const { default: factory } = await import(
    "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js"
  ) as unknown as { default: Factory }; // typed by the package as a browser's
  const worker = workerScript();
  const { cpus } = os, { Worker } = globalThis;
  const removeHooks = watchHooks();
  os.cpus = () => Array(2 * threads).fill({}); // it takes at most half of those that it sees
  setThreadsCount(threads);
  try {
    const starting = factory({
      locateFile: (path, folder) => path.endsWith(".worker.js") ? worker : folder + path,
    });
    globalThis.Worker = Worker; // the factory puts node's in its place
    const module = await inTime(starting);
    module.tfjs = interfaceOf(module);
    // The package does not export the type of the module; this is one.
    const wasm = module as unknown as ConstructorParameters<typeof BackendWasm>[0];
    const backend = new BackendWasm(wasm), found = getThreadsCount();
    if (found !== threads) throw new Error(`there are ${found} threads, expected ${threads}`);
    return { backend, stop: () => module.PThread.terminateAllThreads() };
  } finally {
    os.cpus = cpus;
    setThreadsCount(-1);
    removeHooks();
  }
}

/** What the package's own start-up (backend_wasm.ts) adds to the module. */
function interfaceOf(module: ThreadedModule): object {
  return {
    init: module.cwrap("init", null, []),
    initWithThreadsCount: module.cwrap("init_with_threads_count", null, ["number"]),
    getThreadsCount: module.cwrap("get_threads_count", "number", []),
    registerTensor: module.cwrap("register_tensor", null, ["number", "number", "number"]),
    disposeData: module.cwrap("dispose_data", null, ["number"]),
    dispose: module.cwrap("dispose", null, []),
  };
}

/** The factory listens to errors of the whole process, only to throw them again. */
function watchHooks(): () => void {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = new Set(events.flatMap((event) => process.rawListeners(event)));
  return () => {
    for (const event of events) {
      for (const listener of process.rawListeners(event)) {
        // Listeners that take anything are what `removeListener` asks for.
        if (!before.has(listener)) process.removeListener(event, listener as () => void);
      }
    }
  };
}

function workerScript(): URL {
  const source = `import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
(${serveThread})({ port: parentPort, load: (path) => createRequire(path)(path) });`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("they did not answer")), PATIENCE);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
