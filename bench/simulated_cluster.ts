import type { ActionKey } from "../pipeline/digest.ts";
import { readBatch, writeOutcome } from "../pipeline/slurm/batch.ts";
import type { TaskState } from "../pipeline/slurm/slurm_text.ts";
import type { Answer, Slurm, Submission } from "../pipeline/slurm/slurm.ts";
import type { Store } from "../pipeline/store/store.ts";

interface Task {
  readonly name: string;
  readonly job: string;
  readonly task: number;
  readonly folder: string;
  readonly key: ActionKey;
  state: "PENDING" | "RUNNING" | "COMPLETED";
}

/** A cluster whose jobs only wait, and then write results as a job's worker would. */
export class SimulatedCluster implements Slurm {
  readonly #store: Store;
  readonly #slots: number;
  readonly #duration: number;
  readonly #tasks: Task[] = [];
  readonly #open: Task[] = [];
  #running = 0;
  #jobs = 0;
  /** Jobs at a time, at most. */
  most = 0;
  submissions = 0;
  questions = 0;

  /** @param duration of every job, in milliseconds */
  constructor(store: Store, slots: number, duration: number) {
    this.#store = store;
    this.#slots = slots;
    this.#duration = duration;
  }

  async submit({ name, folder }: Submission): Promise<Answer> {
    this.submissions++;
    const batch = await readBatch(folder);
    const job = String(++this.#jobs);
    for (const [task, entries] of batch!.tasks.entries()) { // written before it was submitted
      const { key } = entries[0]!; // none is so short that it would be bundled
      const added: Task = { name, job, task, folder, key, state: "PENDING" };
      this.#tasks.push(added);
      this.#open.push(added);
    }
    this.#start();
    return { kind: "accepted" };
  }

  queue(): Promise<readonly TaskState[]> {
    this.questions++;
    return Promise.resolve(this.#tasks.map((task) => ({ ...task, reason: "" })));
  }

  accounts(): Promise<undefined> {
    this.questions++;
    return Promise.resolve(undefined);
  }

  cancel(): Promise<void> {
    return Promise.resolve();
  }

  #start(): void {
    while (this.#running < this.#slots && this.#open.length > 0) {
      const task = this.#open.shift()!; // there is one
      task.state = "RUNNING";
      this.most = Math.max(this.most, ++this.#running);
      setTimeout(() => this.#end(task), this.#duration);
    }
  }

  async #end(task: Task): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(task.key));
    const digest = await this.#store.putBytes(bytes);
    const now = new Date().toISOString();
    await this.#store.writeResult(task.key, {
      outputs: { out: { digest, bytes: bytes.length, format: "json" } },
      started: now,
      completed: now,
    });
    await writeOutcome(this.#store, task.folder, task.key, { kind: "executed" });
    task.state = "COMPLETED";
    this.#running--;
    this.#start();
  }
}
