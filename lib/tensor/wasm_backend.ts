import { BackendWasm, getThreadsCount, setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import { readFileSync } from "node:fs";
import os from "node:os";
import process from "node:process";
import { serveThread } from "./serve_thread.ts";
import { withTimeout } from "./timeout.ts";

/** What the package's factories make; it types less than there is. */
interface WasmModule {
  readonly PThread?: { terminateAllThreads(): void };
  cwrap(name: string, result: "number" | null, parameters: readonly string[]): unknown;
  tfjs: unknown;
}

interface FactorySettings {
  locateFile(path: string, folder: string): string | URL;
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): WebAssembly.Exports;
}

type Factory = (settings: FactorySettings) => Promise<WasmModule>;

/** TensorFlow.js's WASM backend, started. */
export interface StartedBackend {
  readonly backend: BackendWasm;
  /** The backend's heap. */
  readonly memory: WebAssembly.Memory;
  /** Ends its threads. */
  readonly stop: () => void;
}

/** Settled when no start is under way. */
let lastStart: Promise<unknown> = Promise.resolve();

/** Starts one module after the other: a start patches what the whole process shares, and restores it. */
function inTurn(start: () => Promise<StartedBackend>): Promise<StartedBackend> {
  const starting = lastStart.then(start);
  lastStart = starting.catch(() => {}); // the caller is told
  return starting;
}

/**
 * Starts TensorFlow.js's WASM module with SIMD, as the package does, but for two things: its memory is
 * exposed, so that kernels of ours can work in it, and TensorFlow.js's global backend stays as it is.
 */
export function startBackend(): Promise<StartedBackend> {
  return inTurn(startSingle);
}

/**
 * Starts the threaded module. The package starts it in browsers only: here its threads are node workers
 * that run `serveThread`.
 *
 * @param threads 2 to 8, the calling one included: Emscripten starts 8 workers with the module
 */
export function startThreadedBackend(threads: number): Promise<StartedBackend> {
  return inTurn(() => startThreaded(threads));
}

async function startSingle(): Promise<StartedBackend> {
  const { default: factory } = await import(
    "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js"
  ) as unknown as { default: Factory }; // typed by the package as a browser's
  const removeHooks = watchHooks();
  try {
    const { settings, memory } = ourInstance();
    const module = await factory(settings);
    return { backend: backendOf(module), memory: memory(), stop: () => {} };
  } finally {
    removeHooks();
  }
}

async function startThreaded(threads: number): Promise<StartedBackend> {
  const { default: factory } = await import(
    "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js"
  ) as unknown as { default: Factory }; // typed by the package as a browser's
  const worker = workerScript();
  const { cpus } = os, { Worker } = globalThis;
  const removeHooks = watchHooks();
  os.cpus = () => Array(2 * threads).fill({}); // it takes at most half of those that it sees
  setThreadsCount(threads);
  try {
    const { settings, memory } = ourInstance(worker);
    const starting = factory(settings);
    globalThis.Worker = Worker; // the factory puts node's in its place
    const module = await withTimeout(starting);
    const backend = backendOf(module), found = getThreadsCount();
    if (found !== threads) throw new Error(`there are ${found} threads, expected ${threads}`);
    return { backend, memory: memory(), stop: () => module.PThread!.terminateAllThreads() }; // threaded
  } finally {
    os.cpus = cpus;
    setThreadsCount(-1);
    removeHooks();
  }
}

/** Settings with which a factory instantiates its module through us, and then the module's memory. */
function ourInstance(
  worker?: URL,
): { settings: FactorySettings; memory: () => WebAssembly.Memory } {
  let file = "";
  let found: unknown[] = [];
  const settings: FactorySettings = {
    locateFile: (path, folder) => {
      if (worker !== undefined && path.endsWith(".worker.js")) return worker;
      // One script goes with the module with SIMD and with that without.
      file = folder + path.replace(/wasm\.wasm$/, "wasm-simd.wasm");
      return file;
    },
    instantiateWasm: (imports, receive) => {
      const module = new WebAssembly.Module(readFileSync(file));
      const instance = new WebAssembly.Instance(module, imports);
      found = [
        ...Object.values(imports).flatMap(Object.values),
        ...Object.values(instance.exports),
      ];
      receive(instance, module);
      return instance.exports;
    },
  };
  const isMemory = (value: unknown) => String(value) === "[object WebAssembly.Memory]";
  return { settings, memory: () => found.find(isMemory) as WebAssembly.Memory }; // filtered
}

function backendOf(module: WasmModule): BackendWasm {
  module.tfjs = interfaceOf(module);
  // The package does not export the type of the module; this is one.
  return new BackendWasm(module as unknown as ConstructorParameters<typeof BackendWasm>[0]);
}

/** What the package's own start-up (backend_wasm.ts) adds to the module. */
function interfaceOf(module: WasmModule): object {
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
