import type { ActionKey } from "../digest.ts";
import { completeResult } from "../execute/perform.ts";
import type { Performed } from "../execute/perform.ts";
import type { Outcome } from "./batch.ts";
import { earlierJobs } from "./earlier_jobs.ts";
import type { Place } from "./earlier_jobs.ts";
import { endOf, withAccounts } from "./gone.ts";
import type { Gone } from "./gone.ts";
import { pack } from "./pack.ts";
import { isAlive, isStuck } from "./slurm_text.ts";
import type { TaskState } from "./slurm_text.ts";
import type { Item, SentBatch } from "./sent_batch.ts";
import { submitBatch, writeBatch } from "./submit.ts";
import type { SubmitOptions } from "./submit.ts";
import type { Times } from "./times.ts";
import { judge } from "./verdict.ts";
import type { End } from "./verdict.ts";

export interface BatchesOptions extends SubmitOptions {
  /** Minutes of every job; from the stages' costs if not given. */
  readonly minutes?: number | undefined;
  readonly times: Times;
}

/** Who waits for the actions of batches. */
export interface Waiting {
  has(item: Item): boolean;
  settle(item: Item, performed: Performed): void;
  sendAgain(item: Item, changed: Item): void;
}

/** Progress files read at a look where there are few batches; at least one of each. */
const REPORTS = 10;

/**
 * The batches whose actions are still to be heard of, from their submission to their last outcome. Results
 * in the cache are the truth; SLURM is asked only why one does not come.
 */
export class Batches {
  readonly #options: BatchesOptions;
  readonly #waiting: Waiting;
  readonly #sent = new Map<string, SentBatch>();
  /** Where actions are in jobs of an earlier run that wait or run; known once SLURM has answered. */
  #earlier: Map<ActionKey, Place> | undefined;
  #askedAt = -Infinity;

  constructor(options: BatchesOptions, waiting: Waiting) {
    this.#options = options;
    this.#waiting = waiting;
  }

  get size(): number {
    return this.#sent.size;
  }

  /** Forgets them all; their jobs go on. */
  clear(): void {
    this.#sent.clear();
  }

  /** Finds the jobs of earlier runs, once; false if SLURM does not answer. */
  async takeUp(): Promise<boolean> {
    if (this.#earlier !== undefined) return true;
    const states = await this.#queue();
    if (states === undefined) return false;
    this.#earlier = await earlierJobs(states, this.#options.store, this.#options.times.retry);
    return true;
  }

  /** Takes actions up where they wait or run already, and submits the others. After `takeUp`. */
  async send(items: readonly Item[], stop: AbortSignal): Promise<void> {
    const earlier = this.#earlier!; // takeUp() has found them
    const fresh = items.filter((item) => {
      const { key } = item.action;
      const found = earlier.get(key);
      if (found === undefined) return true;
      earlier.delete(key);
      found.batch.open.set(key, { item, task: found.task });
      this.#sent.set(found.batch.name, found.batch);
      return false;
    });
    for (const packed of pack(fresh, { minutes: this.#options.minutes })) {
      if (stop.aborted) return;
      const sent = await writeBatch(packed, this.#options);
      this.#sent.set(sent.name, sent);
      await submitBatch(sent, this.#options);
    }
  }

  async #queue(): Promise<readonly TaskState[] | undefined> {
    const states = await this.#options.slurm.queue();
    this.#askedAt = performance.now();
    if (states === undefined) {
      this.#options.warn("SLURM does not answer; it is asked again and again");
    }
    return states;
  }

  /** Asks which tasks there are, if it is time to, and sees to those that are gone without a word. */
  async ask(): Promise<void> {
    const { times, warn } = this.#options;
    const started = performance.now();
    if (this.#sent.size === 0 || started - this.#askedAt < times.ask) return;
    const states = await this.#queue();
    if (states === undefined) return;
    const byName = Map.groupBy(states, ({ name }) => name);
    const gone: Gone[] = [];
    for (const sent of this.#sent.values()) {
      const known = byName.get(sent.name) ?? [];
      if (known.length > 0) sent.accepted = true;
      if (!sent.accepted) {
        if (sent.isDue(started)) await submitBatch(sent, this.#options);
        continue;
      }
      for (const { job, task, reason } of known.filter(isStuck)) {
        warn(`Job ${job}_${task} waits for what may never come: ${reason}`);
      }
      for (const task of sent.missing(known, times.grace)) {
        gone.push({ sent, task, state: known.findLast((state) => state.task === task) });
      }
    }
    await this.#accountFor(gone);
  }

  /** Takes the results of tasks that are gone; where there are none, SLURM's reason decides. */
  async #accountFor(gone: readonly Gone[]): Promise<void> {
    const left: Gone[] = [];
    for (const place of gone) {
      for (const item of place.sent.itemsOf(place.task)) await this.#accept(item, "executed");
      if (place.sent.itemsOf(place.task).length > 0) left.push(place);
    }
    for (const { sent, task, state } of await withAccounts(left, this.#options.slurm)) {
      for (const [index, item] of sent.itemsOf(task).entries()) {
        await this.#decide(sent, item, endOf(state, index));
      }
    }
  }

  /** Reads what tasks have written: outcomes, and the progress of a few. */
  async look(): Promise<void> {
    for (const sent of this.#sent.values()) {
      await sent.list();
      for (const { item, outcome } of await sent.outcomes()) {
        sent.accepted = true;
        for (const warning of outcome.warnings ?? []) item.hooks.warning?.(warning);
        await this.#take(sent, item, outcome);
      }
      if (sent.open.size > 0) await sent.showProgress(Math.ceil(REPORTS / this.#sent.size));
      else await this.#forget(sent);
    }
  }

  async #take(sent: SentBatch, item: Item, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case "executed":
      case "found":
        return await this.#accept(item, outcome.kind); // if not now, it appears later
      case "failed":
        sent.keep = true;
        return this.#settle(item, outcome);
      case "damaged":
        return this.#settle(item, outcome);
      case "killed":
        return await this.#decide(sent, item, { kind: "memory" });
      case "timeout":
        return await this.#decide(sent, item, { kind: "time" });
      case "unstarted":
        return await this.#decide(sent, item, { kind: "unstarted" });
    }
  }

  /** What becomes of an action whose job gave no result: it fails, or is sent again. */
  async #decide(sent: SentBatch, item: Item, end: End): Promise<void> {
    const task = sent.open.get(item.action.key)?.task;
    sent.open.delete(item.action.key);
    if (task === undefined || !this.#waiting.has(item)) return; // settled meanwhile
    const verdict = judge(end, item, sent.batch);
    if (verdict.kind === "again") {
      if (end.kind !== "unstarted") {
        this.#options.warn(`${item.action.name} is sent again: ${verdict.why}`);
      }
      return this.#waiting.sendAgain(item, { ...item, ...verdict.trials });
    }
    const log = await sent.log(task);
    const quoted = log !== "" && (end.kind === "ended" || end.kind === "unknown");
    const message = verdict.message +
      (quoted ? `; its log ends with "${log.split("\n").at(-1)}"` : "");
    sent.keep = true;
    this.#settle(item, { kind: "failed", message, detail: log });
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
    this.#waiting.settle(item, performed);
  }

  async #forget(sent: SentBatch): Promise<void> {
    this.#sent.delete(sent.name);
    if (!sent.keep && (await sent.unheard()).size === 0) {
      await Deno.remove(sent.folder, { recursive: true }).catch(() => {}); // in 30 days, then
    }
  }

  /** Its tasks that wait or run; undefined if SLURM does not answer. */
  async alive(): Promise<readonly TaskState[] | undefined> {
    if (this.#sent.size === 0) return [];
    const states = await this.#options.slurm.queue();
    return states?.filter((state) => isAlive(state) && this.#sent.has(state.name));
  }
}
