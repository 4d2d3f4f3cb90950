import { UsageError } from "../errors.ts";
import type { Perform } from "../execute/perform.ts";
import { pathList } from "../execute/spawn_sandbox.ts";
import { Estimate } from "../plan/estimate.ts";
import type { Equipment } from "../plan/open_plan.ts";
import type { Plan } from "../plan/plan.ts";
import { Scheduler } from "./scheduler.ts";
import type { SchedulerOptions } from "./scheduler.ts";
import { SlurmCommands } from "./slurm.ts";
import { parseTimeLimit } from "./slurm_text.ts";
import { storeWorkerFiles } from "./worker_files.ts";

export interface SlurmRequest extends Pick<SchedulerOptions, "warn" | "leaving" | "times"> {
  /** Folder with the deno.json and deno.lock of the pipeline itself, whose code the jobs run. */
  readonly root: string;
  readonly partition?: string | undefined;
  readonly account?: string | undefined;
  /** Time limit of every job, as SLURM writes it; from the stages' costs if not given. */
  readonly time?: string | undefined;
  /** Further arguments of sbatch. */
  readonly args?: readonly string[] | undefined;
  /** The environment of SLURM's commands, in place of this process's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds that a command of SLURM may take. */
  readonly timeout?: number;
}

/** Actions on their way at a time, by default. */
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
  equipment: Equipment,
  { root, partition, account, time, args = [], environment, timeout, ...rest }: SlurmRequest,
): Promise<Perform> {
  const taken = args.find((arg) => OURS.test(arg));
  if (taken !== undefined) {
    throw new UsageError(`Cannot use --slurm-arg "${taken}": it is set by the pipeline itself`);
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
    env: { DENO_DIR: equipment.sandbox.denoDir, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    ...(environment === undefined ? {} : { environment }),
    ...(timeout === undefined ? {} : { timeout }),
  });
  const estimate = new Estimate(plan, SLURM_JOBS);
  const scheduler = new Scheduler({
    store,
    slurm,
    workerFiles: await storeWorkerFiles(store, equipment, root),
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
