import { join } from "node:path";
import type { Digest } from "../digest.ts";
import { explainIo } from "../errors.ts";
import type { Progress } from "../running_action.ts";
import { Lock } from "../store/lock.ts";
import { removeStrange } from "../store/regular_file.ts";
import type { ExecutionRequest } from "./messages.ts";

/** How an execution ended. */
export type Execution =
  | { readonly kind: "finished"; readonly started: string; readonly completed: string }
  /** Another process recorded the result while we waited for its lock. */
  | { readonly kind: "superseded" }
  | { readonly kind: "damaged"; readonly digest: Digest; readonly why: string }
  | {
    readonly kind: "failed";
    readonly message: string;
    readonly detail: string;
    /** The end of what it printed, where that is known. */
    readonly printed?: string;
    /** From outside, as where memory runs out. */
    readonly killed?: boolean;
  }
  | { readonly kind: "interrupted" };

export interface ExecutionHooks {
  /** Called when the lock is held: whether the action is still to be run. */
  readonly locked: () => Promise<boolean>;
  /** Called with the outputs in place and the lock still held: records the result. */
  readonly record: (times: { started: string; completed: string }) => Promise<void>;
  readonly progress: (progress: Progress) => void;
  readonly waiting: (holder: string) => void;
  readonly warning?: ((message: string) => void) | undefined;
  /** What it prints, as it comes. */
  readonly printed?: ((text: string) => void) | undefined;
  /** Aborted: stop cleanly, with a checkpoint. */
  readonly stop: AbortSignal;
  /** Aborted: stop at once. */
  readonly kill: AbortSignal;
}

/** Runs actions: their locks are held, their outputs in place when `record` is called. */
export interface Executor {
  /** @param packages "name@version" of what the bundle and the packages it imports may read */
  execute(
    request: ExecutionRequest,
    packages: readonly string[],
    hooks: ExecutionHooks,
  ): Promise<Execution>;
}

/**
 * Makes the scratch folder of an action. What stands in the way of it or of the lock goes: the process
 * may write there, and must be led nowhere else.
 */
export async function makeScratch({ scratch, lock }: ExecutionRequest): Promise<void> {
  try {
    await Lock.clear(lock);
    await removeStrange(scratch, "isDirectory");
    await Deno.mkdir(scratch, { recursive: true });
  } catch (error) {
    throw explainIo(error, "make the scratch folder", scratch);
  }
}

/** Throws unless an action has written all its outputs, each a file. */
export async function checkOutputs({ outputs, scratch }: ExecutionRequest): Promise<void> {
  for (const [output, file] of Object.entries(outputs)) {
    const found = await Deno.lstat(outputPath(scratch, file)).catch(() => undefined);
    if (found === undefined) throw new Error(`Output "${output}" was not written`);
    if (!found.isFile) throw new Error(`Output "${output}" is not a regular file`);
  }
}

/** Where an action writes an output, before it is in the store. */
export function outputPath(scratch: string, file: string): string {
  return join(scratch, "out", file);
}
