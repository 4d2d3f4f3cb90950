/**
 * The process of one action. It holds the action's lock, runs the stored bundle on verified bytes,
 * and speaks with its parent in JSON lines (protocol.ts). It ends when its standard input does, so
 * that it never outlives the parent by more than a step of work.
 */
import { join } from "node:path";
import { TextLineStream } from "./text_lines.ts";
import { Checkpoints } from "./checkpoint.ts";
import { digestOf } from "./digest.ts";
import { durably, syncFolder } from "./durable_file.ts";
import { Lock } from "./lock.ts";
import { GO } from "./protocol.ts";
import type { ExecutionMessage, ExecutionRequest, PinnedFile } from "./protocol.ts";
import { readRegularFile } from "./regular_file.ts";
import type { RunningAction } from "./running_action.ts";

/** Milliseconds between progress reports, and so the longest wait before a stop is noticed. */
const REPORT_EVERY = 100;

class Interrupted extends Error {}

class Damaged extends Error {
  constructor(readonly file: PinnedFile, readonly why: string) {
    super(`${file.path}: ${why}`);
  }
}

export async function run(): Promise<void> {
  console.log = console.info = console.debug = console.error; // standard output is the protocol's
  Deno.addSignalListener("SIGINT", () => {}); // Ctrl-C reaches the whole group; the parent decides
  const lines = Deno.stdin.readable.pipeThrough(new TextLineStream()).getReader();
  const first = await lines.read();
  if (first.done) return;
  const request = JSON.parse(first.value) as ExecutionRequest; // written by executor.ts
  const parent = { gone: false };
  const second = lines.read().then(({ done, value }) => {
    parent.gone = done;
    return value;
  });
  const waiting = (holder: string): void => send({ kind: "waiting", holder });
  try {
    using lock = await Lock.acquire(request.lock, waiting, { stop: parent });
    if (lock === undefined) return;
    send({ kind: "locked" });
    if (await second !== GO) return;
    const ended = lines.read().then(() => void (parent.gone = true));
    send(await execute(request, parent));
    await ended; // the lock is held until the parent has published the result
  } catch (error) {
    send(failure(error)); // the lock file could not be opened
  }
}

async function execute(
  request: ExecutionRequest,
  parent: { readonly gone: boolean },
): Promise<ExecutionMessage> {
  try {
    const out = join(request.scratch, "out");
    await Deno.remove(out, { recursive: true }).catch(() => {});
    await Deno.mkdir(out, { recursive: true });
    const code = new TextDecoder().decode(await readPinned(request.bundle));
    const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const started = new Date().toISOString();
    await (module as { run: (action: RunningAction) => Promise<void> }) // bundle.ts exports just `run`
      .run(runningAction(request, out, parent));
    const completed = new Date().toISOString();
    for (const [output, file] of Object.entries(request.outputs)) {
      if (await Deno.stat(join(out, file)).catch(() => undefined) === undefined) {
        throw new Error(`Output "${output}" was not written`);
      }
    }
    await syncFolder(out);
    return { kind: "finished", started, completed };
  } catch (error) {
    if (error instanceof Interrupted) return { kind: "interrupted" };
    if (error instanceof Damaged) {
      return { kind: "damaged", digest: error.file.digest, why: error.why };
    }
    return failure(error);
  }
}

function failure(error: unknown): ExecutionMessage {
  if (!(error instanceof Error)) return { kind: "failed", message: String(error), stack: "" };
  return { kind: "failed", message: error.message, stack: error.stack ?? "" };
}

function runningAction(
  request: ExecutionRequest,
  out: string,
  parent: { readonly gone: boolean },
): RunningAction {
  const checkpoints = new Checkpoints(request.scratch);
  const written = new Set<string>();
  let reported = -Infinity;
  let saved = performance.now();
  const input = (name: string): PinnedFile => {
    const file = request.inputs[name];
    if (file === undefined || Array.isArray(file)) {
      throw new Error(
        `Input "${name}" is ${file === undefined ? "absent" : "a list: use readAll"}`,
      );
    }
    return file as PinnedFile; // not an array, checked above
  };
  return {
    parameters: request.parameters,
    engine: request.engine,
    has: (name) => request.inputs[name] !== undefined,
    read: (name) => readPinned(input(name)),
    readAll: (name) => {
      const files = request.inputs[name] ?? [];
      if (!Array.isArray(files)) throw new Error(`Input "${name}" is one artifact: use read`);
      return Promise.all((files as readonly PinnedFile[]).map(readPinned)); // checked above
    },
    asset: (name) => {
      const file = request.assets[name];
      if (file === undefined) throw new Error(`Asset "${name}" is not declared by the stage`);
      return readPinned(file);
    },
    write: async (name, bytes) => {
      const file = request.outputs[name];
      if (file === undefined) throw new Error(`Output "${name}" is not declared by the stage`);
      if (written.has(name)) throw new Error(`Output "${name}" is written twice`);
      written.add(name);
      await durably(join(out, file), bytes);
    },
    restored: () => checkpoints.newest(),
    warn: (message) => send({ kind: "warning", message }),
    progress: async (step, save) => {
      const now = performance.now();
      if (now - reported < REPORT_EVERY && step.done < step.total) return;
      reported = now;
      send({ kind: "progress", ...step });
      await new Promise((resolve) => setTimeout(resolve)); // lets the end of the input be seen
      const due = save !== undefined && now - saved >= request.checkpointEvery * 1000;
      if (save !== undefined && (due || parent.gone)) {
        await checkpoints.save(save());
        saved = performance.now();
      }
      if (parent.gone) throw new Interrupted();
    },
  };
}

async function readPinned(file: PinnedFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readRegularFile(file.path).catch((error: unknown) => {
    const missing = error instanceof Deno.errors.NotFound;
    throw new Damaged(file, missing ? "it is missing" : String(error));
  });
  if (digestOf(bytes) !== file.digest) throw new Damaged(file, "its bytes have another digest");
  return bytes;
}

function send(message: ExecutionMessage): void {
  const bytes = new TextEncoder().encode(JSON.stringify(message) + "\n");
  try {
    for (let done = 0; done < bytes.length;) done += Deno.stdout.writeSync(bytes.subarray(done));
  } catch {
    // The parent is gone; the end of the standard input says so, too.
  }
}
