/** A task of an array job of ours, as SLURM sees it. */
export interface TaskState {
  /** Name of the job. */
  readonly name: string;
  /** Id of the whole array. */
  readonly job: string;
  /** Index in the array. */
  readonly task: number;
  /** "PENDING", "RUNNING", "TIMEOUT", ... */
  readonly state: string;
  /** Why it waits, if it does. */
  readonly reason: string;
}

/** What squeue is asked for; parseQueue() reads it. */
export const QUEUE_FORMAT = "%j|%i|%T|%r";

/** What sacct is asked for; parseAccounts() reads it. */
export const ACCOUNT_FORMAT = "JobName,JobID,State";

/**
 * The id in the answer of `sbatch --parsable` ("123", "123;cluster"): the last line that is one, since
 * sites print banners, notices and colours around it.
 */
export function parseJobId(text: string): string | undefined {
  const lines = undecorated(text).map((line) => /^(\d+)(?:;[\w.-]+)?$/.exec(line.trim())?.[1]);
  return lines.findLast((id) => id !== undefined);
}

/** Our tasks among the lines of squeue; whatever else is printed is passed over. */
export function parseQueue(text: string): TaskState[] {
  return undecorated(text).flatMap((line) => {
    const match = /\b(or-[0-9a-f]{16})\|(\d+)_(\d+)\|([A-Z_]+)\|(.*)$/.exec(line);
    if (match === null) return [];
    const [, name, job, task, state, reason] = match as unknown as string[]; // five groups
    return [{ name: name!, job: job!, task: Number(task), state: state!, reason: reason!.trim() }];
  });
}

/** The same for sacct, which adds to a state who brought it about: "CANCELLED by 1000". */
export function parseAccounts(text: string): TaskState[] {
  return undecorated(text).flatMap((line) => {
    const match = /\b(or-[0-9a-f]{16})\|(\d+)_(\d+)\|([A-Z_]+)/.exec(line);
    if (match === null) return [];
    const [, name, job, task, state] = match as unknown as string[]; // four groups
    return [{ name: name!, job: job!, task: Number(task), state: state!, reason: "" }];
  });
}

/** States in which a task will not run any further by itself. */
const ENDED = new Set([
  "BOOT_FAIL",
  "CANCELLED",
  "COMPLETED",
  "DEADLINE",
  "FAILED",
  "NODE_FAIL",
  "OUT_OF_MEMORY",
  "PREEMPTED",
  "REVOKED",
  "TIMEOUT",
]);

/** Whether a task waits or runs; a state that we do not know counts as one of those. */
export const isAlive = ({ state }: TaskState): boolean => !ENDED.has(state);

/** Whether a task that waits or runs will go on: one that is completing has done all that it will. */
export const isToRun = (state: TaskState): boolean =>
  isAlive(state) && !["COMPLETING", "STAGE_OUT"].includes(state.state);

/** Whether the cluster ended a task for reasons of its own. */
export const isEvicted = (state: string): boolean =>
  ["BOOT_FAIL", "NODE_FAIL", "PREEMPTED", "REVOKED"].includes(state);

/** Whether a task waits for what will not come by itself. */
export const isStuck = ({ state, reason }: TaskState): boolean =>
  state === "PENDING" &&
  /held|PartitionTimeLimit|PartitionNodeLimit|BadConstraints|Never|Invalid/i.test(reason);

function undecorated(text: string): string[] {
  // deno-lint-ignore no-control-regex -- colours are control characters
  return text.replace(/\x1b\[[0-9;]*m/g, "").split(/\r?\n/);
}
