import { join } from "node:path";
import { canonicalJson } from "../canonical.ts";
import { digestOf } from "../digest.ts";
import type { ActionKey } from "../digest.ts";
import type { Digest } from "../digest.ts";
import type { Progress } from "../running_action.ts";
import { readRegularText } from "../store/regular_file.ts";
import type { Store } from "../store/store.ts";
import type { WorkerFiles } from "./worker_files.ts";

/**
 * Actions that are sent to SLURM as one array job: `slurm/<name>/batch.json` in the cache, written
 * before the job is submitted under that name. Beside it are the logs of its tasks (`<task>.log`), what
 * they report of the actions (`<key>.json`) and their progress (`<task>.progress`).
 */
export interface Batch {
  readonly version: 2;
  /** ISO 8601. It also makes every batch's name unique. */
  readonly created: string;
  /** What each task executes, one action after the other. */
  readonly tasks: readonly (readonly BatchEntry[])[];
  readonly cpus: number;
  readonly megabytes: number;
  readonly minutes: number;
  /** Seconds between checkpoints. */
  readonly checkpointEvery: number;
  /** The BLAS library of tensor actions, if they do not use the default engine. */
  readonly blas?: string | undefined;
  /** Whether adopted results are used. */
  readonly adopted: boolean;
  readonly workerFiles: WorkerFiles;
}

export interface BatchEntry {
  readonly key: ActionKey;
  readonly name: string;
}

/** How an action ended, as its task reports it, and what the action warned of. */
export type Outcome = Ending & { readonly warnings?: readonly string[] };

export type Ending =
  | { readonly kind: "executed" | "found" }
  | { readonly kind: "failed"; readonly message: string; readonly detail: string }
  | { readonly kind: "damaged"; readonly digest: Digest; readonly why: string }
  /** Its process was killed, as it is where memory runs out. */
  | { readonly kind: "killed" }
  /** Its time was up; it has a checkpoint. */
  | { readonly kind: "timeout" }
  /** The task's time was up before its turn came. */
  | { readonly kind: "unstarted" };

export type TaskProgress = Progress & { readonly key: ActionKey };

/** Name of the job of a batch. */
export function batchName(batch: Batch): string {
  return `or-${digestOf(canonicalJson(batch)).slice(0, 16)}`;
}

export const batchFolder = (store: Store, name: string): string => join(store.root, "slurm", name);

export const batchPath = (folder: string): string => join(folder, "batch.json");

export const outcomePath = (folder: string, key: ActionKey): string => join(folder, `${key}.json`);

/** Writes how an action ended. Its reader may remove the folder as soon as the last one has its name. */
export async function writeOutcome(
  store: Store,
  folder: string,
  key: ActionKey,
  outcome: Outcome,
): Promise<void> {
  try {
    await store.writeRecord(outcomePath(folder, key), JSON.stringify(outcome));
  } catch (error) {
    if (await Deno.stat(folder).catch(() => undefined) !== undefined) throw error;
  }
}

export const progressPath = (folder: string, task: number): string =>
  join(folder, `${task}.progress`);

export const logPath = (folder: string, task: number): string => join(folder, `${task}.log`);

/** The batch in a folder; undefined if there is none that we can read. */
export async function readBatch(folder: string): Promise<Batch | undefined> {
  const batch = await readJson<Batch>(batchPath(folder));
  return batch?.version === 2 ? batch : undefined;
}

/** The batches in a cache that wait, run or have failed: the others are removed. */
export async function readBatches(root: string): Promise<Batch[]> {
  const folder = join(root, "slurm");
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []); // none was ever sent
  const batches = await Promise.all(entries.map(({ name }) => readBatch(join(folder, name))));
  return batches.filter((batch) => batch !== undefined);
}

/** Every blob that a batch's tasks need beside those of its actions. */
export function blobsOfBatch({ workerFiles }: Batch): Digest[] {
  const { worker, lock, sandbox, batteries } = workerFiles;
  const code = Object.values(batteries)
    .flatMap(({ code }) => [code.bundle, ...Object.values(code.assets)]);
  return [worker, lock, sandbox.code, sandbox.lock, ...code];
}

/** A file that we wrote; undefined if it is not there, or not all of it yet. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readRegularText(path)) as T; // by the function of the path's name
  } catch {
    return undefined;
  }
}
