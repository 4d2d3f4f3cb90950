import type { RunningAction } from "../running_action.ts";
import { sha256 } from "../sha256.ts";
import { durably, syncFolder } from "../store/durable_file.ts";
import { readRegularFile } from "../store/regular_file.ts";
import { Checkpoints } from "./checkpoint.ts";
import { formatFlaw } from "./format_flaw.ts";
import type { ExecutionMessage, ExecutionRequest, PinnedFile } from "./messages.ts";

/** Milliseconds between progress reports, and so the longest wait before a stop is noticed. */
const REPORT_EVERY = 100;

class Interrupted extends Error {}

class Damaged extends Error {
  constructor(readonly file: PinnedFile, readonly why: string) {
    super(`An input cannot be read: ${why}`); // a path would be in the reach of the bundle
  }
}

/** Sends a message to the parent. */
export type Tell = (message: ExecutionMessage) => void;

/** What a bundle exports (bundle.ts). */
export interface RunModule {
  readonly run: (action: RunningAction) => Promise<void>;
}

/** Makes a module of the text of a bundle. */
export type Load = (code: string, request: ExecutionRequest) => Promise<RunModule>;

/**
 * Runs the stored bundle of an action on verified bytes, whose outputs are then in its scratch; the
 * last message says how it ended. The lock must be held.
 *
 * @param parent once it is gone, the action saves a checkpoint and stops
 */
export async function runAction(
  request: ExecutionRequest,
  parent: { readonly gone: boolean },
  load: Load,
  tell: Tell,
): Promise<ExecutionMessage> {
  try {
    const out = `${request.scratch}/out`;
    await clear(request.scratch);
    await Deno.mkdir(out);
    const code = new TextDecoder().decode(await readPinned(request.bundle));
    const { run } = await load(code, request);
    const { action, end } = begin(request, out, parent, tell);
    const started = new Date().toISOString();
    try {
      await run(action);
    } finally {
      await end();
    }
    const completed = new Date().toISOString();
    await syncFolder(out);
    return { kind: "finished", started, completed };
  } catch (error) {
    return lastMessage(error);
  }
}

/** What an error that nobody caught means for the action. */
export function lastMessage(error: unknown): ExecutionMessage {
  if (error instanceof Interrupted) return { kind: "interrupted" };
  if (error instanceof Damaged) {
    return { kind: "damaged", digest: error.file.digest, why: error.why };
  }
  return failure(error);
}

/** An error as a message. */
function failure(error: unknown): ExecutionMessage {
  if (!(error instanceof Error)) return failure(new Error(String(error)));
  const [message, stack] = [String(error.message), String(error.stack ?? "")];
  return { kind: "failed", message: message.slice(0, 4000), stack: stack.slice(0, 16_000) };
}

/** Empties the scratch folder but for checkpoints, and the note on why the action failed before. */
async function clear(scratch: string): Promise<void> {
  for await (const { name } of Deno.readDir(scratch)) {
    if (name === "failure" || /^checkpoint-\d+$/.test(name)) continue;
    await Deno.remove(`${scratch}/${name}`, { recursive: true });
  }
}

/** What a bundle is given, and `end`, after which nothing more is written: waits for what it began. */
interface Begun {
  readonly action: RunningAction;
  /** Throws if a file was damaged or a write failed, whatever the bundle made of that. */
  readonly end: () => Promise<void>;
}

function begin(
  request: ExecutionRequest,
  out: string,
  parent: { readonly gone: boolean },
  tell: Tell,
): Begun {
  const checkpoints = new Checkpoints(request.scratch);
  const written = new Set<string>();
  const writes: Promise<void>[] = [];
  let ended = false;
  let damaged: unknown;
  let reported = -Infinity;
  let saved = performance.now();
  const read = (file: PinnedFile): Promise<Uint8Array<ArrayBuffer>> =>
    readPinned(file).catch((error: unknown) => {
      throw damaged ??= error;
    });
  const input = (name: string): PinnedFile => {
    const file = own(request.inputs, name);
    if (file === undefined || Array.isArray(file)) {
      throw new Error(
        `Input "${name}" is ${file === undefined ? "absent" : "a list: use readAll"}`,
      );
    }
    return file as PinnedFile; // not an array, checked above
  };
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    const file = own(request.outputs, name);
    if (file === undefined) throw new Error(`Output "${name}" is not declared by the stage`);
    if (written.has(name)) throw new Error(`Output "${name}" is written twice`);
    if (ended) throw new Error(`Output "${name}" is written after the end`);
    written.add(name);
    const kept = bytes.slice(); // the caller need not wait before it goes on
    const flaw = formatFlaw(file.slice(file.lastIndexOf(".") + 1), kept);
    if (flaw !== undefined) throw new Error(`Output "${file}" cannot be read: ${flaw}`);
    await durably(`${out}/${file}`, kept);
  };
  const action: RunningAction = {
    parameters: request.parameters,
    engine: request.engine,
    has: (name) => own(request.inputs, name) !== undefined,
    read: async (name) => await read(input(name)),
    readAll: async (name) => {
      const files = own(request.inputs, name) ?? [];
      if (!Array.isArray(files)) throw new Error(`Input "${name}" is one artifact: use read`);
      return await Promise.all((files as readonly PinnedFile[]).map(read)); // checked above
    },
    asset: async (name) => {
      const file = own(request.assets, name);
      if (file === undefined) throw new Error(`Asset "${name}" is not declared by the stage`);
      return await read(file);
    },
    write: (name, bytes) => {
      const writing = write(name, bytes);
      writing.catch(() => {}); // `end` tells, if nobody waits for it
      writes.push(writing);
      return writing;
    },
    restored: () => checkpoints.newest(),
    warn: (message) => tell({ kind: "warning", message: String(message).slice(0, 4000) }),
    progress: async ({ done, total, unit, note }, save) => {
      const now = performance.now();
      if (now - reported < REPORT_EVERY && done < total) return;
      reported = now;
      tell({ kind: "progress", done, total, unit, ...(note === undefined ? {} : { note }) });
      await new Promise((resolve) => setTimeout(resolve)); // lets the end of the input be seen
      const due = save !== undefined && now - saved >= request.checkpointEvery * 1000;
      if (save !== undefined && (due || parent.gone)) {
        await checkpoints.save(save());
        saved = performance.now();
      }
      if (parent.gone) throw new Interrupted();
    },
  };
  const end = async (): Promise<void> => {
    ended = true;
    const finished = await Promise.allSettled(writes);
    if (damaged !== undefined) throw damaged;
    const failed = finished.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  };
  return { action, end };
}

/** A member of a record that has no other names than its own. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

async function readPinned(file: PinnedFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readRegularFile(file.path).catch((error: unknown) => {
    const missing = error instanceof Deno.errors.NotFound;
    throw new Damaged(file, missing ? "it is missing" : String(error));
  });
  if (await sha256(bytes) !== file.digest) throw new Damaged(file, "its bytes have another digest");
  return bytes;
}
