import { EnvironmentError, messageOf } from "../errors.ts";
import {
  ACCOUNT_FORMAT,
  parseAccounts,
  parseJobId,
  parseQueue,
  QUEUE_FORMAT,
} from "./slurm_text.ts";
import type { TaskState } from "./slurm_text.ts";

/** An array job to be submitted. */
export interface Submission {
  readonly name: string;
  /** Its working folder, where the logs go. */
  readonly folder: string;
  readonly tasks: number;
  readonly cpus: number;
  readonly megabytes: number;
  readonly minutes: number;
  /** The command that every task runs; it tells them apart by SLURM_ARRAY_TASK_ID. */
  readonly command: readonly string[];
}

/** `unclear`: the job may exist or not; its name will tell. */
export type Answer =
  | { readonly kind: "accepted" }
  | { readonly kind: "unclear"; readonly why: string };

/** What we ask of SLURM; undefined means that it did not answer. */
export interface Slurm {
  /** Throws an EnvironmentError if it refuses the job for good. */
  submit(submission: Submission): Promise<Answer>;
  /** All our tasks that the controller still knows, ended ones included. */
  queue(): Promise<readonly TaskState[] | undefined>;
  /** The same from the accounts, for names that the controller has forgotten. */
  accounts(names: readonly string[], since: Date): Promise<readonly TaskState[] | undefined>;
  cancel(jobs: readonly string[]): Promise<void>;
}

export interface SlurmOptions {
  readonly partition?: string | undefined;
  readonly account?: string | undefined;
  /** Further arguments of sbatch. */
  readonly args?: readonly string[] | undefined;
  /** Path of a script that runs its arguments. */
  readonly script: string;
  /** Set in the jobs' environment. */
  readonly env: Readonly<Record<string, string>>;
  /** In place of this process's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which a command that has not answered is killed. */
  readonly timeout?: number;
}

/** Seconds before the time limit at which a job is told to save a checkpoint and stop. */
const NOTICE = 60;

/**
 * Variables that jobs and SLURM's commands get. The others are left out: those of an outer SLURM job
 * would be taken for options, and `--export=NONE` would have the node read a login profile.
 */
const PASSED =
  /^(PATH|HOME|USER|LOGNAME|NPM_CONFIG_REGISTRY|SLURM_CONF|SLURM_CLUSTERS|SBATCH_\w+)$/;

/** Failures of sbatch after which the job may be there, or may be accepted later. */
const PASSING =
  /time.?out|timed out|unable to contact|connect|communicat|socket|transmi|receiv|temporar|try again|retry|MaxSubmit|submit limit|MaxJobCount|queue full|unexpected message/i;

/** SLURM by its commands, each an array of arguments. */
export class SlurmCommands implements Slurm {
  readonly #options: SlurmOptions;

  constructor(options: SlurmOptions) {
    this.#options = options;
  }

  async submit(submission: Submission): Promise<Answer> {
    const { partition, account, args = [], script } = this.#options;
    const { name, folder, tasks, cpus, megabytes, minutes, command } = submission;
    const { success, stdout, stderr } = await this.#run("sbatch", [
      "--parsable",
      `--job-name=${name}`,
      `--array=0-${tasks - 1}`,
      `--chdir=${folder}`,
      `--output=${folder.replaceAll("%", "%%")}/%a.log`,
      "--open-mode=append",
      "--ntasks=1",
      `--cpus-per-task=${cpus}`,
      `--mem=${megabytes}M`,
      `--time=${minutes}`,
      `--signal=B:USR1@${NOTICE}`,
      "--requeue",
      "--export=ALL",
      ...(partition === undefined ? [] : [`--partition=${partition}`]),
      ...(account === undefined ? [] : [`--account=${account}`]),
      ...args,
      script,
      ...command,
    ]);
    if (success && parseJobId(stdout) !== undefined) return { kind: "accepted" };
    const why = lastLine(stderr) || lastLine(stdout) || "sbatch did not answer";
    if (success || stderr.trim() === "" || PASSING.test(stderr)) return { kind: "unclear", why };
    throw new EnvironmentError(`SLURM refuses the job: ${why}`);
  }

  async queue(): Promise<readonly TaskState[] | undefined> {
    const { success, stdout } = await this.#run("squeue", [
      "--me",
      "--all",
      "--states=all",
      "--array",
      "--noheader",
      `--format=${QUEUE_FORMAT}`,
    ]);
    return success ? parseQueue(stdout) : undefined;
  }

  async accounts(
    names: readonly string[],
    since: Date,
  ): Promise<readonly TaskState[] | undefined> {
    const { success, stdout } = await this.#run("sacct", [
      "--noheader",
      "--parsable2",
      "--allocations",
      `--starttime=${localTime(since)}`, // by default, sacct lists only today's
      `--name=${names.join(",")}`,
      `--format=${ACCOUNT_FORMAT}`,
    ]).catch(() => ({ success: false, stdout: "" })); // not every site has it
    return success ? parseAccounts(stdout) : undefined;
  }

  async cancel(jobs: readonly string[]): Promise<void> {
    const { success, stderr } = await this.#run("scancel", [...jobs]);
    if (!success) throw new EnvironmentError(`Cannot cancel the jobs: ${lastLine(stderr)}`);
  }

  async #run(
    command: string,
    args: readonly string[],
  ): Promise<{ success: boolean; stdout: string; stderr: string }> {
    const { env, environment = Deno.env.toObject(), timeout = 60_000 } = this.#options;
    const passed = Object.entries(environment).filter(([name]) => PASSED.test(name));
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const process = new Deno.Command(command, {
        args: [...args],
        clearEnv: true,
        env: { ...Object.fromEntries(passed), ...env },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      const late = new Promise<undefined>((resolve) =>
        timer = setTimeout(() => resolve(undefined), timeout)
      );
      const output = await Promise.race([process.output(), late]);
      if (output === undefined) {
        process.kill("SIGKILL");
        process.unref(); // what it started may hold its output
        return { success: false, stdout: "", stderr: "it timed out" };
      }
      const decoder = new TextDecoder();
      const [stdout, stderr] = [decoder.decode(output.stdout), decoder.decode(output.stderr)];
      return { success: output.success, stdout, stderr };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new EnvironmentError(
        `Cannot find "${command}": --executor slurm needs SLURM's commands on the PATH ` +
          `(${messageOf(error)})`,
      );
    } finally {
      clearTimeout(timer);
    }
  }
}

/** "2026-03-01T09:05:00", in the zone of the machine, as SLURM reads it. */
function localTime(time: Date): string {
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
