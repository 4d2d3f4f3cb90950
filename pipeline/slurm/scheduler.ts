import { setTimeout as sleep } from "node:timers/promises";
import type { ActionKey } from "../digest.ts";
import { completeResult, putCode } from "../execute/perform.ts";
import type { Performed, PerformHooks, PreparedAction } from "../execute/perform.ts";
import type { Store } from "../store/store.ts";
import type { LeftJobs } from "./ask_to_cancel.ts";
import { batchFolder, batchName, batchPath } from "./batch.ts";
import type { Batch } from "./batch.ts";
import { earlierJobs } from "./earlier_jobs.ts";
import type { Place } from "./earlier_jobs.ts";
import type { Item } from "./item.ts";
import { pack } from "./pack.ts";
import type { Pack } from "./pack.ts";
import { isAlive, isStuck } from "./queue_text.ts";
import type { TaskState } from "./queue_text.ts";
import { SentBatch } from "./sent_batch.ts";
import type { Slurm } from "./slurm.ts";
import { FIRST, judge } from "./verdict.ts";
import type { End } from "./verdict.ts";
import { workerCommand } from "./worker_files.ts";
import type { WorkerFiles } from "./worker_files.ts";

export interface SchedulerOptions {
  readonly store: Store;
  readonly slurm: Slurm;
  readonly workerFiles: WorkerFiles;
  readonly blas?: string | undefined;
  /** Minutes of every job; from the stages' costs if not given. */
  readonly minutes?: number | undefined;
  /** Seconds and bytes that an action is expected to take. */
  readonly cost: (action: PreparedAction) => { readonly seconds: number; readonly memory: number };
  readonly warn: (message: string) => void;
  /** Asked when the run is stopped: whether the jobs that wait or run are to be cancelled. */
  readonly leaving: (jobs: LeftJobs, kill: AbortSignal) => Promise<boolean>;
  readonly times?: Partial<Times>;
}

/** In milliseconds. */
export interface Times {
  /** Between two looks at what tasks have written; more with many batches, so that no server groans. */
  readonly look: number;
  /** For which actions wait for others to be sent with, where many are on their way; else less. */
  readonly gather: number;
  /** Between two questions to the controller. */
  readonly ask: number;
  /** How long after its end a task's results may come into sight on a network file system. */
  readonly grace: number;
  /** Between two tries of a submission that was not answered; twice as long after each, up to a minute. */
  readonly retry: number;
}

const TIMES: Times = { look: 1000, gather: 10_000, ask: 15_000, grace: 60_000, retry: 10_000 };

/** Folders that are listed in the time of a look. */
const FOLDERS = 50;

/** Files of progress that are read at a look where there are few batches; at least one of each. */
const REPORTS = 10;

/** Actions on their way with which others are gathered for the full time. */
const MANY = 500;

/**
 * Gets actions done by SLURM, in batches under names of its own, so that a job is found again by its
 * name whatever became of the answer to its submission, and of the process that sent it. Results in the
 * cache are the truth; SLURM is asked only why one does not come.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #times: Times;
  readonly #performing = new Map<ActionKey, Promise<Performed>>();
  readonly #items = new Set<Item>();
  #unsent: Item[] = [];
  readonly #sent = new Map<string, SentBatch>();
  /** Where actions are in jobs of an earlier run that wait or run; known once SLURM has answered. */
  #earlier: Map<ActionKey, Place> | undefined;
  readonly #warned = new Set<string>();
  #working: Promise<void> | undefined;
  #awake = new AbortController();
  #leaving: Promise<void> | undefined;
  /** When the first of the unsent actions came. */
  #gatheredSince = 0;
  #askedAt = -Infinity;
  #submissions = 0;
  #questions = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#times = { ...TIMES, ...options.times };
  }

  /** Submissions and questions to SLURM so far. */
  get load(): { readonly submissions: number; readonly questions: number } {
    return { submissions: this.#submissions, questions: this.#questions };
  }

  async perform(action: PreparedAction, hooks: PerformHooks): Promise<Performed> {
    const same = this.#performing.get(action.key);
    if (same !== undefined) {
      const performed = await same;
      return performed.kind === "executed" ? { ...performed, kind: "found" } : performed;
    }
    const performing = this.#enqueue(action, hooks);
    this.#performing.set(action.key, performing);
    try {
      return await performing;
    } finally {
      this.#performing.delete(action.key);
    }
  }

  async #enqueue(action: PreparedAction, hooks: PerformHooks): Promise<Performed> {
    await putCode(action, this.#options.store);
    if (hooks.stop.aborted || hooks.kill.aborted) return { kind: "interrupted" };
    const leave = (): void => void (this.#leaving ??= this.#leave(hooks.kill));
    hooks.stop.addEventListener("abort", leave, { once: true });
    const { promise, resolve: settle, reject: fail } = Promise.withResolvers<Performed>();
    const item: Item = {
      ...FIRST,
      ...this.#options.cost(action),
      stage: action.description.stage,
      cpus: hooks.threads ?? 1,
      action,
      hooks,
      settle,
      fail,
    };
    this.#gather(item);
    this.#working ??= this.#work();
    try {
      return await promise;
    } finally {
      hooks.stop.removeEventListener("abort", leave);
    }
  }

  /** Goes on as long as somebody waits for an action. */
  async #work(): Promise<void> {
    const { look } = this.#times;
    const awake = this.#awake = new AbortController();
    const repeat = async (step: () => Promise<void>, pause: () => number): Promise<void> => {
      while (!awake.signal.aborted) {
        await step();
        if (this.#items.size === 0) awake.abort();
        await sleep(pause(), undefined, { signal: awake.signal }).catch(() => {}); // the loop ends
      }
    };
    try {
      await Promise.all([
        repeat(() => this.#talk(), () => look),
        repeat(() => this.#look(), () => look * Math.max(1, this.#sent.size / FOLDERS)),
      ]);
    } catch (error) {
      awake.abort();
      for (const item of this.#items) item.fail(error);
      this.#items.clear();
      this.#unsent = [];
      this.#sent.clear();
    }
    this.#working = undefined;
    if (this.#items.size > 0 && this.#leaving === undefined) this.#working = this.#work();
  }

  /** Sends what is to be sent, and asks SLURM what has to be asked. */
  async #talk(): Promise<void> {
    if (this.#earlier === undefined && !await this.#takeUp()) return;
    const now = performance.now();
    const onTheWay = this.#items.size - this.#unsent.length;
    const { look, gather } = this.#times;
    const wait = Math.max(look, gather * Math.min(1, onTheWay / MANY));
    if (this.#unsent.length > 0 && now - this.#gatheredSince >= wait) {
      await this.#send(this.#unsent.splice(0));
    }
    if (now - this.#askedAt >= this.#times.ask && this.#sent.size > 0) await this.#ask();
  }

  /** Finds the jobs of earlier runs; false if SLURM does not answer. */
  async #takeUp(): Promise<boolean> {
    const states = await this.#question();
    if (states === undefined) return false;
    this.#earlier = await earlierJobs(states, this.#options.store, this.#times.retry);
    return true;
  }

  /** Takes actions up where they wait or run already, and submits the others. */
  async #send(items: readonly Item[]): Promise<void> {
    const fresh = items.filter((item) => {
      const found = this.#earlier!.get(item.action.key); // set before anything is sent
      if (found === undefined) return true;
      this.#earlier!.delete(item.action.key);
      found.batch.open.set(item.action.key, { item, task: found.task });
      this.#sent.set(found.batch.name, found.batch);
      return false;
    });
    for (const packed of pack(fresh, { minutes: this.#options.minutes })) {
      if (this.#leaving !== undefined) return;
      await this.#submit(await this.#write(packed));
    }
  }

  /** The batch is on the disk before its job is submitted. */
  async #write({ tasks, ...resources }: Pack<Item>): Promise<SentBatch> {
    const { store, workerFiles, blas } = this.#options;
    const batch: Batch = {
      version: 2,
      created: new Date().toISOString(),
      tasks: tasks.map((items) => items.map(({ action: { key, name } }) => ({ key, name }))),
      ...resources,
      checkpointEvery: tasks[0]![0]!.hooks.checkpointEvery, // no pack is empty
      ...(blas === undefined ? {} : { blas }),
      adopted: store.usesAdopted,
      workerFiles,
    };
    const name = batchName(batch);
    const folder = batchFolder(store, name);
    await store.writeRecord(batchPath(folder), JSON.stringify(batch));
    const sent = new SentBatch(batch, name, folder, this.#times.retry);
    tasks.forEach((items, task) =>
      items.forEach((item) => sent.open.set(item.action.key, { item, task }))
    );
    this.#sent.set(name, sent);
    return sent;
  }

  async #submit(sent: SentBatch): Promise<void> {
    const { store, slurm, workerFiles } = this.#options;
    const { cpus, megabytes, minutes, tasks } = sent.batch;
    this.#submissions++;
    const answer = await slurm.submit({
      name: sent.name,
      folder: sent.folder,
      tasks: tasks.length,
      cpus,
      megabytes,
      minutes,
      command: workerCommand(store, workerFiles, sent.folder),
    });
    sent.tried(answer.kind === "accepted");
    if (answer.kind === "unclear") {
      this.#warn(
        `SLURM has not taken a job for sure (${answer.why}); it is looked for by its name`,
      );
    }
  }

  async #question(): Promise<readonly TaskState[] | undefined> {
    this.#questions++;
    const states = await this.#options.slurm.queue();
    this.#askedAt = performance.now();
    if (states === undefined) this.#warn("SLURM does not answer; it is asked again and again");
    return states;
  }

  /** Asks which tasks there are, and sees to those that are gone without a word. */
  async #ask(): Promise<void> {
    const started = performance.now();
    const states = await this.#question();
    if (states === undefined) return;
    const byName = Map.groupBy(states, ({ name }) => name);
    const gone: { sent: SentBatch; task: number; state: TaskState | undefined }[] = [];
    for (const sent of this.#sent.values()) {
      const known = byName.get(sent.name) ?? [];
      if (known.length > 0) sent.accepted = true;
      if (!sent.accepted) {
        if (sent.isDue(started)) await this.#submit(sent);
        continue;
      }
      for (const state of known.filter(isStuck)) {
        this.#warn(`Job ${state.job}_${state.task} waits for what may not come: ${state.reason}`);
      }
      for (const task of sent.missing(known, this.#times.grace)) {
        gone.push({ sent, task, state: known.findLast((state) => state.task === task) });
      }
    }
    await this.#account(gone);
  }

  /** Of tasks that are gone: their results, if they are there; else SLURM's reason, and a verdict. */
  async #account(
    gone: readonly { sent: SentBatch; task: number; state: TaskState | undefined }[],
  ): Promise<void> {
    const left: typeof gone[number][] = [];
    for (const place of gone) {
      for (const item of place.sent.itemsOf(place.task)) await this.#accept(item, "executed");
      if (place.sent.itemsOf(place.task).length > 0) left.push(place);
    }
    const forgotten = left.filter(({ state }) => state === undefined).map(({ sent }) => sent);
    let accounts: readonly TaskState[] = [];
    if (forgotten.length > 0) {
      const since = Math.min(...forgotten.map(({ batch }) => Date.parse(batch.created)));
      this.#questions++;
      const names = [...new Set(forgotten.map(({ name }) => name))];
      accounts = await this.#options.slurm.accounts(names, new Date(since)) ?? [];
    }
    for (const { sent, task, state } of left) {
      const found = state ??
        accounts.findLast((account) => account.name === sent.name && account.task === task);
      const end: End = found === undefined || isAlive(found)
        ? { kind: "unknown" }
        : { kind: "ended", job: `${found.job}_${found.task}`, state: found.state };
      const used = found?.state === "TIMEOUT" || found?.state === "OUT_OF_MEMORY";
      for (const [index, item] of sent.itemsOf(task).entries()) {
        // Of a bundle, the first ran out of time or memory; the others had not begun.
        await this.#decide(sent, item, used && index > 0 ? { kind: "unstarted" } : end, task);
      }
    }
  }

  async #decide(sent: SentBatch, item: Item, end: End, task: number): Promise<void> {
    sent.open.delete(item.action.key);
    if (!this.#items.has(item)) return; // settled meanwhile
    const verdict = judge(end, item, sent.batch);
    if (verdict.kind === "failed") {
      const log = await sent.log(task);
      const ending = log === "" ? "" : `; its log ends with "${log.split("\n").at(-1)}"`;
      const message = `${verdict.message}${
        end.kind === "ended" || end.kind === "unknown" ? ending : ""
      }`;
      sent.keep = true;
      return this.#settle(item, { kind: "failed", message, detail: log });
    }
    const again = { ...item, ...verdict.trials };
    if (end.kind !== "unstarted") this.#warn(`${item.action.name} is sent again: ${verdict.why}`);
    this.#items.delete(item);
    this.#gather(again);
  }

  #gather(item: Item): void {
    if (this.#unsent.length === 0) this.#gatheredSince = performance.now();
    this.#items.add(item);
    this.#unsent.push(item);
  }

  /** Reads what tasks have written: outcomes, and how far a few of them are. */
  async #look(): Promise<void> {
    for (const sent of this.#sent.values()) {
      await sent.list();
      for (const { item, task, outcome } of await sent.outcomes()) {
        sent.accepted = true;
        for (const warning of outcome.warnings ?? []) item.hooks.warning?.(warning);
        switch (outcome.kind) {
          case "executed":
          case "found":
            await this.#accept(item, outcome.kind); // if not now, it comes into sight later
            break;
          case "failed":
            sent.keep = true;
            this.#settle(item, outcome);
            break;
          case "damaged":
            this.#settle(item, outcome);
            break;
          case "killed":
            await this.#decide(sent, item, { kind: "memory" }, task);
            break;
          case "timeout":
            await this.#decide(sent, item, { kind: "time" }, task);
            break;
          case "unstarted":
            await this.#decide(sent, item, { kind: "unstarted" }, task);
        }
      }
      if (sent.open.size > 0) await sent.showProgress(Math.ceil(REPORTS / this.#sent.size));
      else await this.#forget(sent);
    }
  }

  async #accept(item: Item, kind: "executed" | "found"): Promise<void> {
    const { key, description } = item.action;
    const result = await completeResult(key, description, this.#options.store);
    if (result !== undefined) this.#settle(item, { kind, result });
  }

  #settle(item: Item, performed: Performed): void {
    for (const sent of this.#sent.values()) {
      if (sent.open.get(item.action.key)?.item === item) sent.open.delete(item.action.key);
    }
    if (this.#items.delete(item)) item.settle(performed);
  }

  async #forget(sent: SentBatch): Promise<void> {
    this.#sent.delete(sent.name);
    if (!sent.keep && (await sent.unheard()).size === 0) {
      await Deno.remove(sent.folder, { recursive: true }).catch(() => {}); // in 30 days, then
    }
  }

  /** Ends the run: its jobs are cancelled or go on, as the user likes. */
  async #leave(kill: AbortSignal): Promise<void> {
    this.#awake.abort();
    await this.#working; // a submission may be under way
    const { slurm, leaving, warn } = this.#options;
    try {
      const states = this.#sent.size === 0 ? [] : await slurm.queue();
      if (states === undefined) warn("SLURM does not answer: jobs may wait or run on");
      const ours = states?.filter((state) => isAlive(state) && this.#sent.has(state.name)) ?? [];
      const ids = [...new Set(ours.map(({ job }) => job))];
      if (ids.length > 0 && await leaving({ tasks: ours.length, ids }, kill)) {
        await slurm.cancel(ids);
      }
    } finally {
      for (const item of [...this.#items]) this.#settle(item, { kind: "interrupted" });
      this.#sent.clear();
      this.#unsent = [];
      this.#leaving = undefined;
    }
  }

  #warn(message: string): void {
    if (!this.#warned.has(message)) this.#options.warn(message);
    this.#warned.add(message);
  }
}
