import { UsageError } from "../errors.ts";

/** A task of one of our array jobs, as SLURM sees it. */
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

/** Our tasks among the lines of squeue; other lines are ignored. */
export function parseQueue(text: string): TaskState[] {
  return undecorated(text).flatMap((line) => {
    const match = /\b(or-[0-9a-f]{16})\|(\d+)_(\d+)\|([A-Z_]+)\|(.*)$/.exec(line);
    if (match === null) return [];
    const [, name, job, task, state, reason] = match as unknown as string[]; // five groups
    return [{ name: name!, job: job!, task: Number(task), state: state!, reason: reason!.trim() }];
  });
}

/** The same for sacct, which adds to a state who caused it: "CANCELLED by 1000". */
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

/** Whether a task waits or runs; an unknown state counts as one of those. */
export const isAlive = ({ state }: TaskState): boolean => !ENDED.has(state);

/** Whether a task that waits or runs will go on: one that is completing has done all that it will. */
export const isToRun = (state: TaskState): boolean =>
  isAlive(state) && !["COMPLETING", "STAGE_OUT"].includes(state.state);

/** Whether the cluster ended a task for reasons of its own. */
export const isEvicted = (state: string): boolean =>
  ["BOOT_FAIL", "NODE_FAIL", "PREEMPTED", "REVOKED"].includes(state);

/** Whether a task waits for something that will not happen by itself. */
export const isStuck = ({ state, reason }: TaskState): boolean =>
  state === "PENDING" &&
  /held|PartitionTimeLimit|PartitionNodeLimit|BadConstraints|Never|Invalid/i.test(reason);

/** Minutes of a time limit as SLURM writes it: "90", "1:30:00", "1-12", "1-12:30"; seconds round up. */
export function parseTimeLimit(text: string): number {
  const match = /^(?:(\d{1,4})-)?(\d{1,6})(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(text.trim());
  const parts = match?.slice(2).filter((part) => part !== undefined).map(Number) ?? [];
  const days = match?.[1];
  const [hours = 0, minutes = 0, seconds = 0] = days !== undefined || parts.length === 3
    ? parts
    : [0, ...parts];
  const total = Number(days ?? 0) * 1440 + hours * 60 + minutes + Math.ceil(seconds / 60);
  if (match === null || total === 0) {
    throw new UsageError(
      `Cannot use --time "${text}": expected minutes or a time as SLURM writes it, e.g. 2:00:00`,
    );
  }
  return total;
}

function undecorated(text: string): string[] {
  // deno-lint-ignore no-control-regex -- colours are control characters
  return text.replace(/\x1b\[[0-9;]*m/g, "").split(/\r?\n/);
}
