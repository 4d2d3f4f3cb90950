import type { Equipment } from "../engine.ts";
import { Estimate } from "../estimate.ts";
import type { Perform } from "../perform.ts";
import type { Plan } from "../plan.ts";
import { UsageError } from "../errors.ts";
import { pathList } from "../process_executor.ts";
import { Scheduler } from "./scheduler.ts";
import type { SchedulerOptions } from "./scheduler.ts";
import { SlurmCommands } from "./slurm.ts";
import { parseTimeLimit } from "./time_limit.ts";
import { storeWorkplace } from "./workplace.ts";

export interface SlurmRequest extends Pick<SchedulerOptions, "warn" | "leaving" | "times"> {
  readonly partition?: string | undefined;
  readonly account?: string | undefined;
  /** Time limit of every job, as SLURM writes it; from the stages' costs if not given. */
  readonly time?: string | undefined;
  /** Further arguments of sbatch. */
  readonly args?: readonly string[] | undefined;
  /** The environment of SLURM's commands, in place of this process's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds that a command of SLURM may take. */
  readonly patience?: number;
}

/** Actions that are on their way at a time, if not told otherwise. */
export const SLURM_JOBS = 500;

/** Arguments that would take the jobs out of our hands. */
const OURS =
  /^(--(array|job-name|output|wrap|wait|test-only|parsable|chdir|clusters|export|signal|help|version)\b|-[aJoWDMhV])/;

/**
 * Gets a plan's actions done as SLURM jobs, on nodes that share with this machine the cache folder,
 * Deno's cache and Deno itself.
 */
export async function performOnSlurm(
  plan: Plan,
  { harness, batteries }: Equipment,
  { partition, account, time, args = [], environment, patience, ...rest }: SlurmRequest,
): Promise<Perform> {
  const taken = args.find((arg) => OURS.test(arg));
  if (taken !== undefined) {
    throw new UsageError(`Cannot use --slurm-arg "${taken}": it is set by the engine itself`);
  }
  const minutes = time === undefined ? undefined : parseTimeLimit(time);
  const { store } = plan;
  pathList([store.root]); // refused before anything is sent
  const script = await store.putBytes(new TextEncoder().encode('#!/bin/sh\nexec "$@"\n'));
  const slurm = new SlurmCommands({
    partition,
    account,
    args,
    script: store.blobPath(script),
    env: { DENO_DIR: harness.denoDir, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    ...(environment === undefined ? {} : { environment }),
    ...(patience === undefined ? {} : { patience }),
  });
  const estimate = new Estimate(plan, SLURM_JOBS);
  const scheduler = new Scheduler({
    store,
    slurm,
    workplace: await storeWorkplace(store, harness, batteries),
    blas: plan.blas,
    minutes,
    cost: ({ name }) => {
      const node = plan.nodes.get(name)!; // a plan performs its own actions
      const { stage, parameters } = node.action;
      return { seconds: estimate.seconds(node), memory: stage.cost(parameters).memory };
    },
    ...rest,
  });
  return (action, hooks) => scheduler.perform(action, hooks);
}
