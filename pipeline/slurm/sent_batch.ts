import type { ActionKey } from "../digest.ts";
import type { Performed, PerformHooks, PreparedAction } from "../execute/perform.ts";
import { readRegularText } from "../store/regular_file.ts";
import { logPath, outcomePath, progressPath, readJson } from "./batch.ts";
import type { Batch, Outcome, TaskProgress } from "./batch.ts";
import type { Needs } from "./pack.ts";
import { isAlive } from "./slurm_text.ts";
import type { TaskState } from "./slurm_text.ts";
import type { Trials } from "./verdict.ts";

/** An action that somebody waits for. */
export interface Item extends Needs, Trials {
  readonly action: PreparedAction;
  readonly hooks: PerformHooks;
  readonly settle: (performed: Performed) => void;
  readonly fail: (error: unknown) => void;
}

/** Longest wait between two attempts at a submission, milliseconds. */
const LONGEST_WAIT = 60_000;

/** A batch that was sent to SLURM, by this process or an earlier one. */
export class SentBatch {
  /** The actions that are waited for and of which nothing has been heard, in the batch's order. */
  readonly open = new Map<ActionKey, { readonly item: Item; readonly task: number }>();
  /** Whether SLURM is known to have it. */
  accepted = false;
  /** Whether its folder is to stay, for its logs. */
  keep = false;
  readonly #gone = new Map<number, number>();
  #names: ReadonlySet<string> = new Set();
  #tried = performance.now();
  #wait: number;
  #shown = 0;
  readonly #told = new Map<ActionKey, number>();

  constructor(
    readonly batch: Batch,
    readonly name: string,
    readonly folder: string,
    wait: number,
  ) {
    this.#wait = wait;
  }

  /** It has been submitted; whether SLURM has said so. */
  tried(accepted: boolean): void {
    if (accepted) this.accepted = true;
    this.#tried = performance.now();
  }

  /** Whether it is to be submitted again, since a question that began at `asked` did not find it. */
  isDue(asked: number): boolean {
    if (asked - this.#tried < this.#wait) return false;
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
    return true;
  }

  /** The open actions of a task. */
  itemsOf(task: number): Item[] {
    return [...this.open.values()].filter((entry) => entry.task === task).map(({ item }) => item);
  }

  /** Tasks with open actions that SLURM has not listed as alive for the time of grace. */
  missing(known: readonly TaskState[], grace: number): number[] {
    const now = performance.now();
    const alive = new Set(known.filter(isAlive).map(({ task }) => task));
    const open = new Set([...this.open.values()].map(({ task }) => task));
    return [...open].filter((task) => {
      if (alive.has(task)) {
        this.#gone.delete(task);
        return false;
      }
      if (!this.#gone.has(task)) this.#gone.set(task, now);
      return now - this.#gone.get(task)! >= grace; // set in the line above
    });
  }

  /** Lists its folder: which outcomes and reports there are. */
  async list(): Promise<void> {
    const entries = await Array.fromAsync(Deno.readDir(this.folder)).catch(() => []);
    this.#names = new Set(entries.map(({ name }) => name));
  }

  /** What tasks said of open actions, by the last listing. */
  async outcomes(): Promise<{ item: Item; task: number; outcome: Outcome }[]> {
    const found = [...this.open].filter(([key]) => this.#names.has(`${key}.json`));
    const read = found.map(async ([key, { item, task }]) => {
      const outcome = await readJson<Outcome>(outcomePath(this.folder, key));
      return outcome === undefined ? [] : [{ item, task, outcome }];
    });
    return (await Promise.all(read)).flat();
  }

  /** Its actions of which no task has said anything, and their tasks. */
  async unheard(): Promise<Map<ActionKey, number>> {
    await this.list();
    return new Map(
      this.batch.tasks.flatMap((entries, task) =>
        entries.filter(({ key }) => !this.#names.has(`${key}.json`))
          .map(({ key }) => [key, task] as const)
      ),
    );
  }

  /** Reads the progress of `count` tasks, which take turns. */
  async showProgress(count: number): Promise<void> {
    const tasks = [...new Set([...this.open.values()].map(({ task }) => task))]
      .filter((task) => this.#names.has(`${task}.progress`));
    for (let i = 0; i < Math.min(count, tasks.length); i++) {
      const task = tasks[this.#shown++ % tasks.length]!; // by the remainder
      const report = await readJson<TaskProgress>(progressPath(this.folder, task));
      if (report === undefined) continue;
      const { key, ...progress } = report;
      if (this.#told.get(key) === progress.done) continue;
      this.#told.set(key, progress.done);
      this.open.get(key)?.item.hooks.progress(progress);
    }
  }

  /** The last lines of a task's log. */
  async log(task: number): Promise<string> {
    const text = await readRegularText(logPath(this.folder, task)).catch(() => "");
    return text.trim().split("\n").slice(-20).join("\n");
  }
}
