/** What a thread needs of node's modules, handed in because its source is run on its own. */
export interface ThreadHost {
  readonly port: {
    on(event: "message", listener: (message: ThreadMessage) => void): void;
    postMessage(message: unknown): void;
  };
  /** Loads a CommonJS file. */
  readonly load: (path: string) => (module: object) => Promise<unknown>;
}

/** What Emscripten's main thread tells a thread of its pool. */
export type ThreadMessage =
  | {
    readonly cmd: "load";
    readonly urlOrBlob: string;
    readonly wasmModule: WebAssembly.Module;
    readonly wasmMemory: WebAssembly.Memory;
  }
  | {
    readonly cmd: "run";
    readonly pthread_ptr: number;
    readonly start_routine: number;
    readonly arg: number;
  }
  | { readonly cmd: "cancel" }
  | { readonly cmd: "processProxyingQueue"; readonly queue: number };

/** The functions that Emscripten adds to the module. */
interface ThreadModule {
  __emscripten_thread_init(thread: number, main: 0, web: 0, canBlock: 1): void;
  __emscripten_thread_exit(status: number): void;
  _pthread_self(): number;
  establishStackSpace(): void;
  readonly PThread: { threadInitTLS(): void };
  invokeEntryPoint(routine: number, argument: number): void;
  executeNotifiedProxyingQueue(queue: number): void;
}

/**
 * A thread of TensorFlow.js's threaded WASM module: Emscripten's pthread protocol over the port. The
 * package's own worker script assigns `location`, which Deno forbids. Runs from its source text
 * (wasm_backend.ts), so it must not use anything from around it.
 */
export function serveThread({ port, load }: ThreadHost): void {
  const queues: number[] = [];
  let ready = false;
  let module: ThreadModule;
  const start = ({ urlOrBlob, wasmModule, wasmMemory }: ThreadMessage & { cmd: "load" }) => {
    const settings = {
      wasmMemory,
      buffer: wasmMemory.buffer,
      ENVIRONMENT_IS_PTHREAD: true,
      instantiateWasm(
        imports: WebAssembly.Imports,
        receive: (instance: WebAssembly.Instance) => void,
      ) {
        const instance = new WebAssembly.Instance(wasmModule, imports);
        receive(instance);
        return instance.exports;
      },
    };
    // The module finds these two as globals.
    Object.assign(globalThis, {
      postMessage: (message: unknown) => port.postMessage(message),
      startWorker: (started: ThreadModule) => {
        module = started;
        port.postMessage({ cmd: "loaded" });
      },
    });
    load(urlOrBlob)(settings).catch((error) => console.error(error));
  };
  const run = ({ pthread_ptr, start_routine, arg }: ThreadMessage & { cmd: "run" }) => {
    module.__emscripten_thread_init(pthread_ptr, 0, 0, 1);
    module.establishStackSpace();
    module.PThread.threadInitTLS();
    if (!ready) {
      for (const queue of queues.splice(0)) {
        module.executeNotifiedProxyingQueue(queue);
      }
    }
    ready = true;
    try {
      module.invokeEntryPoint(start_routine, arg);
    } catch (error) {
      if (error !== "unwind") throw error; // how Emscripten leaves a thread that lives on
    }
  };
  port.on("message", (message) => {
    if (message.cmd === "load") start(message);
    else if (message.cmd === "run") run(message);
    else if (message.cmd === "cancel") {
      if (module._pthread_self() !== 0) module.__emscripten_thread_exit(-1);
    } else if (message.cmd === "processProxyingQueue") {
      if (ready) module.executeNotifiedProxyingQueue(message.queue);
      else queues.push(message.queue);
    }
  });
}
