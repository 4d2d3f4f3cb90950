import { isAlive } from "./slurm_text.ts";
import type { TaskState } from "./slurm_text.ts";
import type { SentBatch } from "./sent_batch.ts";
import type { Slurm } from "./slurm.ts";
import type { End } from "./verdict.ts";

/** A task that is gone though it left actions without an outcome. */
export interface Gone {
  readonly sent: SentBatch;
  readonly task: number;
  /** Its last state; undefined if SLURM knows none. */
  readonly state: TaskState | undefined;
}

/** Looks up in SLURM's accounts the states that its controller has forgotten. */
export async function withAccounts(gone: readonly Gone[], slurm: Slurm): Promise<readonly Gone[]> {
  const forgotten = gone.filter(({ state }) => state === undefined).map(({ sent }) => sent);
  if (forgotten.length === 0) return gone;
  const since = Math.min(...forgotten.map(({ batch }) => Date.parse(batch.created)));
  const names = [...new Set(forgotten.map(({ name }) => name))];
  const accounts = await slurm.accounts(names, new Date(since)) ?? [];
  return gone.map(({ sent, task, state }) => ({
    sent,
    task,
    state: state ??
      accounts.findLast((account) => account.name === sent.name && account.task === task),
  }));
}

/** Why an action of a task has no outcome; `index` counts the task's actions without one. */
export function endOf(state: TaskState | undefined, index: number): End {
  if (state === undefined || isAlive(state)) return { kind: "unknown" };
  // Of a bundle, the first ran out of time or memory; the others had not begun.
  const exceeded = state.state === "TIMEOUT" || state.state === "OUT_OF_MEMORY";
  if (exceeded && index > 0) return { kind: "unstarted" };
  return { kind: "ended", job: `${state.job}_${state.task}`, state: state.state };
}
