import { UsageError } from "../pipeline/errors.ts";
import { performHere } from "../pipeline/execute/perform.ts";
import type { Perform } from "../pipeline/execute/perform.ts";
import { askToCancel } from "../pipeline/slurm/ask_to_cancel.ts";
import { performOnSlurm, SLURM_JOBS } from "../pipeline/slurm/perform_on_slurm.ts";
import type { PerformerOptions } from "./options.ts";
import type { Prepared } from "./prepare.ts";
import { ROOT } from "./project.ts";
import { say } from "./say.ts";

/** Actions at a time. */
export function jobsOf({ executor, jobs }: PerformerOptions): number {
  return jobs ?? (executor === "slurm" ? SLURM_JOBS : navigator.hardwareConcurrency);
}

/** Threads of a tensor action; undefined: its share of the idle cores of this machine. */
export function threadsOf({ executor, threads }: PerformerOptions): number | undefined {
  return threads ?? (executor === "slurm" ? 1 : undefined);
}

/** Gets the actions done here or on a cluster. Throws a UsageError for options that do not agree. */
export async function performerOf(
  { plan, executor, equipment }: Prepared,
  options: PerformerOptions,
  warn: (message: string) => void,
): Promise<Perform> {
  const { partition, account, time, slurmArg = [] } = options;
  if (options.executor === "slurm") {
    return await performOnSlurm(plan, equipment, {
      root: ROOT,
      partition,
      account,
      time,
      args: slurmArg,
      warn,
      leaving: (jobs, kill) => askToCancel(jobs, kill, say),
    });
  }
  if ([partition, account, time, ...slurmArg].some((value) => value !== undefined)) {
    throw new UsageError(
      "Cannot use --partition, --account, --time or --slurm-arg without --executor slurm",
    );
  }
  return performHere(plan.store, executor);
}
