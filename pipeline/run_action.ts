import { Checkpoints } from "./checkpoint.ts";
import { durably, syncFolder } from "./durable_file.ts";
import type { ExecutionMessage, ExecutionRequest, PinnedFile } from "./protocol.ts";
import { readRegularFile } from "./regular_file.ts";
import type { RunningAction } from "./running_action.ts";
import { sha256 } from "./sha256.ts";

/** Milliseconds between progress reports, and so the longest wait before a stop is noticed. */
const REPORT_EVERY = 100;

class Interrupted extends Error {}

class Damaged extends Error {
  constructor(readonly file: PinnedFile, readonly why: string) {
    super(`${file.path}: ${why}`);
  }
}

/** Says something to whoever started the action. */
export type Tell = (message: ExecutionMessage) => void;

/**
 * Runs the stored bundle of an action on verified bytes, whose outputs are then in its scratch; the
 * last message says how it ended. The lock must be held.
 *
 * @param parent once it is gone, the action saves a checkpoint and stops
 */
export async function runAction(
  request: ExecutionRequest,
  parent: { readonly gone: boolean },
  tell: Tell,
): Promise<ExecutionMessage> {
  try {
    const out = `${request.scratch}/out`;
    await Deno.remove(out, { recursive: true }).catch(() => {});
    await Deno.mkdir(out, { recursive: true });
    const code = new TextDecoder().decode(await readPinned(request.bundle));
    const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const started = new Date().toISOString();
    await (module as { run: (action: RunningAction) => Promise<void> }) // bundle.ts exports just `run`
      .run(runningAction(request, out, parent, tell));
    const completed = new Date().toISOString();
    for (const [output, file] of Object.entries(request.outputs)) {
      if (await Deno.stat(`${out}/${file}`).catch(() => undefined) === undefined) {
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

/** An error as a message. */
export function failure(error: unknown): ExecutionMessage {
  if (!(error instanceof Error)) return { kind: "failed", message: String(error), stack: "" };
  return { kind: "failed", message: error.message, stack: error.stack ?? "" };
}

function runningAction(
  request: ExecutionRequest,
  out: string,
  parent: { readonly gone: boolean },
  tell: Tell,
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
      await durably(`${out}/${file}`, bytes);
    },
    restored: () => checkpoints.newest(),
    warn: (message) => tell({ kind: "warning", message }),
    progress: async (step, save) => {
      const now = performance.now();
      if (now - reported < REPORT_EVERY && step.done < step.total) return;
      reported = now;
      tell({ kind: "progress", ...step });
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
  if (await sha256(bytes) !== file.digest) throw new Damaged(file, "its bytes have another digest");
  return bytes;
}
