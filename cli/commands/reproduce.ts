import { join } from "node:path";
import { counted, formatBytes, formatDuration } from "../../pipeline/amount.ts";
import { UsageError } from "../../pipeline/errors.ts";
import { plannedLines } from "../../pipeline/explain/plan_table.ts";
import { compare } from "../../pipeline/plan/comparison.ts";
import { Estimate } from "../../pipeline/plan/estimate.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import { watch } from "../../pipeline/run/watch.ts";
import { noteWords } from "../../pipeline/store/history.ts";
import { actionLines, summarisePlan, summaryLine } from "../../pipeline/terminal/plan_text.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { defineCommand, EXIT } from "../command.ts";
import { interruptible } from "../interruptible.ts";
import { flag } from "../option.ts";
import type { Values } from "../option.ts";
import {
  json,
  out,
  performerOptions,
  planOptions,
  remoteUpload,
  signingOptions,
} from "../options.ts";
import { jobsOf, performerOf, threadsOf } from "../performer.ts";
import { prepare } from "../prepare.ts";
import type { Prepared } from "../prepare.ts";
import { ROOT } from "../project.ts";
import { makeLive } from "../report/live_page.ts";
import { writeOutputs } from "../report/outputs.ts";
import { runWords } from "../run_words.ts";
import { listenerFor, print, say, terminalWidth, warningsTo, warnOfPlan } from "../say.ts";
import { writeResults } from "../write_results.ts";

/** Folders whose files are run, for --watch. */
const sourceFolders = ["lib", "stages", "figures", "pipeline", "cli"]
  .map((folder) => join(ROOT, folder));

const options = {
  ...planOptions,
  out,
  ...performerOptions,
  remoteUpload,
  ...signingOptions,
  dryRun: flag("say what would run, and why"),
  watch: flag("run again whatever a saved file touches; the page reloads by itself"),
  /** Set by --watch for the runs that it starts: the page then shows changes by itself. */
  live: flag("reload the page by itself", "hidden"),
  json,
};

type Options = Values<typeof options>;

export const reproduce = defineCommand({
  name: "reproduce",
  description: "run whatever is not in the cache, and write the figures",
  examples: [
    "deno task reproduce --profile quick",
    "deno task reproduce --profile quick --only fig2e --watch",
    "deno task reproduce --profile quick --set learningRate=0.002 --dry-run",
    "deno task reproduce --profile quick --sweep vanilla.train.sigmaStep=0,0.01 --only train",
    "deno task reproduce --profile quick --experiment docs/examples/noise_sweep/noise_sweep.ts",
    "deno task reproduce --executor slurm --partition cpu --slurm-arg=--constraint=zen4",
    "deno task reproduce --profile quick --remote-cache https://cache.example.org/lab",
  ],
  options,
  async run(options) {
    if (options.signKey !== undefined && !options.remoteUpload) {
      throw new UsageError(
        "Cannot use --sign-key without --remote-upload: it signs what is uploaded",
      );
    }
    if (options.dryRun) return await showPlan(options);
    return options.watch ? await watchSources(options) : await runAll(options);
  },
});

async function runAll(options: Options): Promise<number> {
  const listener = listenerFor(options);
  const warn = warningsTo(listener);
  const prepared = await prepare(options, warn);
  const { plan } = prepared;
  for (const folder of prepared.folders.values()) {
    await assertOutsideCache(folder, plan.store.root);
  }
  const perform = await performerOf(prepared, options, warn);
  if (options.profile === undefined) announceFull(prepared, jobsOf(options));
  return await interruptible(async (stop, kill) => {
    const summary = await runPlan(plan, {
      jobs: jobsOf(options),
      perform,
      listener,
      stop,
      kill,
      checkpointEvery: 20,
      threads: threadsOf(options),
    });
    await noteWords(plan.store, prepared.name, runWords(options));
    const results = await writeResults(prepared);
    if (results !== undefined && !options.quiet) say(`The results are in ${results}\n`);
    const { figures, missing } = await writeOutputs(plan, prepared);
    for (const [folder, count] of figures) {
      if (options.live) await makeLive(folder);
      if (!options.quiet) {
        say(`${counted(count, "figure is", "figures are")} in ${folder}/index.html\n`);
      }
    }
    const lost = missing.filter((target) => summary.given.includes(target)); // others are told of
    if (lost.length > 0) say(`error: ${lostText(lost)}\n`);
    if (summary.interrupted) return EXIT.interrupted;
    return summary.failed + lost.length > 0 ? EXIT.failed : EXIT.done;
  });
}

function lostText(targets: readonly string[]): string {
  const rest = targets.length > 1 ? ` and ${targets.length - 1} more are` : " is";
  return `${
    targets[0]
  }${rest} missing: files in the cache were damaged or removed during the run; run the ` +
    "command again";
}

/** Runs `reproduce` in a process of its own, and again after each edit, until Ctrl-C. */
async function watchSources({ profile, experiment }: Options): Promise<number> {
  const args = Deno.args.filter((arg) => arg !== "--watch");
  const files = [profile, experiment].filter((path) => path !== undefined && /[./\\]/.test(path));
  return await interruptible(async (stop) => {
    await watch({
      paths: [...sourceFolders, ...files as string[]], // undefined is filtered out
      matters: (path) => /\.(ts|js|json)$/.test(path) && !/[/\\]figures[/\\]out[/\\]/.test(path),
      command: () =>
        new Deno.Command(Deno.execPath(), {
          args: ["run", "-q", "-P", join(ROOT, "cli", "main.ts"), ...args, "--live"],
          stdin: "null",
        }),
      say,
      stop,
    });
    return EXIT.done;
  });
}

async function showPlan(options: Options): Promise<number> {
  const { plan } = await prepare(options, warnOfPlan);
  const jobs = jobsOf(options);
  const due = [...plan.nodes.values()].filter(({ reason }) => reason !== undefined);
  const comparisons = await Promise.all(due.map((node) => compare(plan, node)));
  if (options.json) {
    const actions = comparisons.map(({ node: { action, reason }, state }) => ({
      label: action.name,
      stage: action.stage.name,
      labels: action.labels,
      state,
      reason,
    }));
    print([JSON.stringify({ ...summarisePlan(plan, jobs), actions })]);
    return EXIT.done;
  }
  const lines = options.verbose
    ? actionLines(plan, jobs)
    : plannedLines(comparisons, new Estimate(plan, jobs), terminalWidth());
  print([...lines, summaryLine(plan, jobs)]);
  return EXIT.done;
}

function announceFull({ plan }: Prepared, jobs: number): void {
  const { seconds, bytes } = summarisePlan(plan, jobs);
  say(
    `This is the full replication: about ${formatDuration(seconds)} and ${formatBytes(bytes)} of ` +
      `disk here. "--profile quick" takes minutes\n`,
  );
}
