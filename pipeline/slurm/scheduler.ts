import { setTimeout as sleep } from "node:timers/promises";
import type { ActionKey } from "../digest.ts";
import { onceEach } from "../events.ts";
import { putCode } from "../execute/perform.ts";
import type { Performed, PerformHooks, PreparedAction } from "../execute/perform.ts";
import type { LeftJobs } from "./ask_to_cancel.ts";
import { Batches } from "./batches.ts";
import type { BatchesOptions } from "./batches.ts";
import type { Item } from "./sent_batch.ts";
import { TIMES } from "./times.ts";
import type { Times } from "./times.ts";
import { FIRST } from "./verdict.ts";

export interface SchedulerOptions extends Omit<BatchesOptions, "times"> {
  /** Seconds and bytes that an action is expected to take. */
  readonly cost: (action: PreparedAction) => { readonly seconds: number; readonly memory: number };
  /** Asked when the run is stopped: whether the jobs that wait or run are to be cancelled. */
  readonly leaving: (jobs: LeftJobs, kill: AbortSignal) => Promise<boolean>;
  readonly times?: Partial<Times>;
}

/** Batch folders that are listed in the time of a look. */
const FOLDERS = 50;

/** Actions on their way with which others are gathered for the full time. */
const MANY = 500;

/**
 * Gets actions done by SLURM, in batches under names of its own, so that a job is found again by its
 * name whatever became of the answer to its submission, and of the process that sent it.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #times: Times;
  readonly #batches: Batches;
  readonly #performing = new Map<ActionKey, Promise<Performed>>();
  /** The actions that somebody waits for. */
  readonly #items = new Set<Item>();
  #unsent: Item[] = [];
  /** When the first of the unsent actions came. */
  #gatheredSince = 0;
  #working: Promise<void> | undefined;
  #awake = new AbortController();
  #leaving: Promise<void> | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#times = { ...TIMES, ...options.times };
    const warn = onceEach(options.warn);
    this.#batches = new Batches({ ...options, warn, times: this.#times }, {
      has: (item) => this.#items.has(item),
      settle: (item, performed) => this.#settle(item, performed),
      sendAgain: (item, changed) => {
        this.#items.delete(item);
        this.#gather(changed);
      },
    });
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
    this.#gather({
      ...FIRST,
      ...this.#options.cost(action),
      stage: action.description.stage,
      cpus: hooks.threads ?? 1,
      action,
      hooks,
      settle,
      fail,
    });
    this.#working ??= this.#work();
    try {
      return await promise;
    } finally {
      hooks.stop.removeEventListener("abort", leave);
    }
  }

  #gather(item: Item): void {
    if (this.#unsent.length === 0) this.#gatheredSince = performance.now();
    this.#items.add(item);
    this.#unsent.push(item);
  }

  #settle(item: Item, performed: Performed): void {
    if (this.#items.delete(item)) item.settle(performed);
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
        repeat(() => this.#talk(awake.signal), () => look),
        repeat(
          () => this.#batches.look(),
          () => look * Math.max(1, this.#batches.size / FOLDERS),
        ),
      ]);
    } catch (error) {
      awake.abort();
      for (const item of this.#items) item.fail(error);
      this.#items.clear();
      this.#unsent = [];
      this.#batches.clear();
    }
    this.#working = undefined;
    if (this.#items.size > 0 && this.#leaving === undefined) this.#working = this.#work();
  }

  /** Sends what is to be sent, and asks SLURM what has to be asked. */
  async #talk(stop: AbortSignal): Promise<void> {
    if (!await this.#batches.takeUp()) return;
    const { look, gather } = this.#times;
    const onTheWay = this.#items.size - this.#unsent.length;
    const wait = Math.max(look, gather * Math.min(1, onTheWay / MANY));
    if (this.#unsent.length > 0 && performance.now() - this.#gatheredSince >= wait) {
      await this.#batches.send(this.#unsent.splice(0), stop);
    }
    await this.#batches.ask();
  }

  /** Ends the run: its jobs are cancelled or go on, as the user likes. */
  async #leave(kill: AbortSignal): Promise<void> {
    this.#awake.abort();
    await this.#working; // a submission may be under way
    const { slurm, leaving, warn } = this.#options;
    try {
      const tasks = await this.#batches.alive();
      if (tasks === undefined) warn("SLURM does not answer: jobs may wait or run on");
      const ids = [...new Set(tasks?.map(({ job }) => job))];
      if (
        tasks !== undefined && ids.length > 0 && await leaving({ tasks: tasks.length, ids }, kill)
      ) {
        await slurm.cancel(ids);
      }
    } finally {
      for (const item of [...this.#items]) this.#settle(item, { kind: "interrupted" });
      this.#batches.clear();
      this.#unsent = [];
      this.#leaving = undefined;
    }
  }
}
