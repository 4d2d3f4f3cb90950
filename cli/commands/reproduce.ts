import { join } from "node:path";
import { formatBytes, formatDuration } from "../../pipeline/amount.ts";
import { UsageError } from "../../pipeline/errors.ts";
import { runPlan } from "../../pipeline/run/run.ts";
import { watch } from "../../pipeline/run/watch.ts";
import { expectedCost, planLines } from "../../pipeline/terminal/plan_text.ts";
import { assertOutsideCache } from "../assert_outside_cache.ts";
import { EXIT } from "../exit_status.ts";
import { interruptible } from "../interruptible.ts";
import type { Options } from "../options.ts";
import { jobsOf, performerOf, threadsOf } from "../performer.ts";
import type { Prepared } from "../prepare.ts";
import { prepareFor } from "../prepare_for.ts";
import { ROOT } from "../project.ts";
import { makeLive } from "../report/live_page.ts";
import { writeOutputs } from "../report/outputs.ts";
import { listenerFor, say, warnOfPlan } from "../say.ts";
import { writeResults } from "../write_results.ts";

/** Folders whose files are run, for --watch. */
const sourceFolders = ["lib", "stages", "figures", "pipeline", "cli"]
  .map((folder) => join(ROOT, folder));

export async function reproduce(options: Options): Promise<number> {
  if (options.signKey !== undefined && !options.remoteUpload) {
    throw new UsageError(
      "Cannot use --sign-key without --remote-upload: it signs what is uploaded",
    );
  }
  if (options.dryRun) return await showPlan(options);
  if (options.watch) return await watchSources(options);
  const listener = listenerFor(options);
  const warn = (message: string): void => listener({ event: "warning", message });
  const prepared = await prepareFor(options, warn);
  const { plan } = prepared;
  for (const folder of prepared.folders.values()) {
    await assertOutsideCache(folder, plan.store.root);
  }
  const perform = await performerOf(prepared, options, { warn, say });
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
    const results = await writeResults(prepared);
    if (results !== undefined && !options.quiet) say(`The results are in ${results}\n`);
    const { figures, missing } = await writeOutputs(plan, prepared);
    for (const [folder, count] of figures) {
      if (options.live) await makeLive(folder);
      if (!options.quiet) say(`${count} figures are in ${folder}/index.html\n`);
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
  const { plan } = await prepareFor(options, warnOfPlan);
  for (const line of planLines(plan, jobsOf(options), options.verbose ?? false)) console.log(line);
  return EXIT.done;
}

function announceFull({ plan }: Prepared, jobs: number): void {
  const { seconds, bytes } = expectedCost(plan, jobs);
  say(
    `This is the full replication: about ${formatDuration(seconds)} and ${formatBytes(bytes)} of ` +
      `disk here. "--profile quick" takes minutes\n`,
  );
}
