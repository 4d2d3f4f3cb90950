/**
 * A task of an array job, on a node of the cluster: executes the actions of its part of a batch, one
 * after the other, and writes what became of each beside the batch (batch.ts). SIGUSR1 says that its
 * time is nearly up, SIGTERM that the cluster is ending it; at either the action saves a checkpoint.
 */
import { cpus, hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CodeIdentity } from "../action_key.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { messageOf } from "../errors.ts";
import { measureBattery } from "../execute/numerics.ts";
import { perform } from "../execute/perform.ts";
import { ProcessExecutor } from "../execute/process_executor.ts";
import type { Progress } from "../running_action.ts";
import type { Arithmetic } from "../stage.ts";
import type { StageCode } from "../code/stage_code.ts";
import { Store } from "../store/store.ts";
import { progressPath, readBatch, writeOutcome } from "./batch.ts";
import type { Batch, BatchEntry, Ending, Outcome, TaskProgress } from "./batch.ts";

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 5000;

/** Milliseconds within which we are killed, too, if the whole job is. */
const KILLED_WITH_US = 2000;

/** The description or code of an action is not in the cache as it should be; its sender has it. */
class Missing extends Error {
  constructor(readonly digest: Digest) {
    super(`${digest}: ${GONE}`);
  }
}

const GONE = "it was missing or damaged when its job began";

/** The task's exit status: 0, or 1 if it was stopped before it had finished. */
export async function run(): Promise<number> {
  const folder = Deno.args[0]!; // by workerCommand()
  const task = Number(Deno.env.get("SLURM_ARRAY_TASK_ID"));
  const batch = await readBatch(folder);
  const entries = batch?.tasks[task];
  if (batch === undefined || entries === undefined) {
    console.error(`Cannot read task ${task} of the batch in "${folder}"`);
    return 1;
  }
  const warn = (message: string): void => console.error(message);
  const store = await Store.open(dirname(dirname(folder)), warn, { adopted: batch.adopted });
  const stop = new AbortController();
  let timeIsUp = false;
  Deno.addSignalListener("SIGUSR1", () => {
    timeIsUp = true;
    stop.abort();
  });
  Deno.addSignalListener("SIGTERM", () => stop.abort());
  const worker = new Worker({ folder, task, batch, store, stop: stop.signal });
  for (const entry of entries) {
    const begun = !stop.signal.aborted;
    const outcome = begun ? await worker.execute(entry) : undefined;
    if (outcome === undefined && !timeIsUp) return 1; // SLURM knows why
    await worker.write(entry.key, outcome ?? { kind: begun ? "timeout" : "unstarted" });
  }
  return 0;
}

interface WorkerOptions {
  readonly folder: string;
  readonly task: number;
  readonly batch: Batch;
  readonly store: Store;
  readonly stop: AbortSignal;
}

class Worker {
  readonly #folder: string;
  readonly #task: number;
  readonly #batch: Batch;
  readonly #store: Store;
  readonly #executor: ProcessExecutor;
  readonly #stop: AbortSignal;
  readonly #measured = new Map<string, Promise<string>>();
  #reported = -Infinity;

  constructor({ folder, task, batch, store, stop }: WorkerOptions) {
    this.#folder = folder;
    this.#task = task;
    this.#batch = batch;
    this.#store = store;
    this.#executor = new ProcessExecutor(store, batch.workerFiles.sandbox);
    this.#stop = stop;
  }

  /** Undefined: it was told to stop. */
  async execute(entry: BatchEntry): Promise<Outcome | undefined> {
    const warnings: string[] = [];
    const ending = await this.#execute(entry, warnings);
    return ending && { ...ending, warnings };
  }

  async #execute({ key, name }: BatchEntry, warnings: string[]): Promise<Ending | undefined> {
    try {
      const description = await this.#store.readDescription(key);
      if (description === undefined) throw new Missing(key);
      for (const [kind, expected] of Object.entries(description.numerics)) {
        await this.#check(kind as Arithmetic, expected); // plan.ts writes these names
      }
      const code = await this.#code(description.code);
      const arithmetic = description.numerics["tensor"] === undefined ? "plain" : "tensor";
      const bytes = await this.#store.readBlob(key);
      this.#reported = -Infinity;
      const performed = await perform(
        {
          name,
          key,
          description,
          bytes: bytes!, // readDescription() has read them
          code,
          arithmetic,
          blas: arithmetic === "tensor" ? this.#batch.blas : undefined,
        },
        this.#store,
        this.#executor,
        {
          progress: (progress) => this.#report(key, progress),
          waiting: (holder) => console.error(`${name} waits for ${holder}`),
          warning: (message) => warnings.push(message),
          threads: this.#batch.cpus,
          stop: this.#stop,
          kill: new AbortController().signal,
          checkpointEvery: this.#batch.checkpointEvery,
        },
      );
      switch (performed.kind) {
        case "executed":
        case "found":
          return { kind: performed.kind };
        case "interrupted":
          return undefined;
        case "failed": {
          const { killed, message, detail } = performed;
          if (!killed) return { kind: "failed", message, detail };
          await sleep(KILLED_WITH_US);
          return { kind: "killed" };
        }
        case "damaged":
          return performed;
      }
    } catch (error) {
      if (error instanceof Missing) return { kind: "damaged", digest: error.digest, why: GONE };
      const detail = error instanceof Error ? error.stack ?? "" : "";
      return { kind: "failed", message: messageOf(error), detail };
    }
  }

  async write(key: ActionKey, outcome: Outcome): Promise<void> {
    await writeOutcome(this.#store, this.#folder, key, outcome);
  }

  /** Throws where this node's arithmetic is not the one in the key: other bytes would come out. */
  async #check(kind: Arithmetic, expected: string): Promise<void> {
    const { workerFiles: { batteries: { [kind]: battery } }, blas } = this.#batch;
    if (!this.#measured.has(kind)) {
      const measure = async (): Promise<string> => {
        const stored = { ...battery, code: await this.#code(battery.code) };
        return await measureBattery(kind, stored, {
          store: this.#store,
          executor: this.#executor,
          blas,
        });
      };
      this.#measured.set(kind, measure());
    }
    const found = await this.#measured.get(kind);
    if (found === expected) return;
    throw new Error(
      `Node "${hostname()}" (${cpus()[0]?.model ?? "unknown processor"}) does other ${kind} ` +
        `arithmetic than the machine that planned the run; choose nodes that agree with it ` +
        `(--slurm-arg=--constraint=...), or plan on one of these`,
    );
  }

  async #code(identity: CodeIdentity): Promise<StageCode> {
    const read = async (digest: CodeIdentity["bundle"]): Promise<Uint8Array> => {
      const bytes = await this.#store.readBlob(digest);
      if (bytes === undefined) throw new Missing(digest);
      return bytes;
    };
    const assets = Object.entries(identity.assets).map(async ([name, digest]) =>
      [name, await read(digest)] as const
    );
    return {
      identity,
      bundle: await read(identity.bundle),
      assets: Object.fromEntries(await Promise.all(assets)),
      sources: [],
    };
  }

  #report(key: ActionKey, progress: Progress): void {
    if (performance.now() - this.#reported < REPORT_EVERY) return;
    this.#reported = performance.now();
    const path = progressPath(this.#folder, this.#task);
    const report: TaskProgress = { key, ...progress };
    try { // at once: a later report must not be overtaken
      Deno.writeTextFileSync(`${path}.new`, JSON.stringify(report));
      Deno.renameSync(`${path}.new`, path);
    } catch (error) {
      console.error(`Cannot report progress: ${messageOf(error)}`);
    }
  }
}
