import { fileURLToPath } from "node:url";
import { Argument, Command, CommanderError, Option } from "commander";
import { completed } from "./cli_completion.ts";
import { addExamples } from "./cli_examples.ts";
import { age, collect, positiveInteger, size, threads, wholeNumber } from "./cli_options.ts";
import type {
  AdoptOptions,
  CacheOptions,
  ExportOptions,
  GraphOptions,
  ImportOptions,
  Options,
  StatusOptions,
  VerifyOptions,
} from "./cli_options.ts";
import { adopt } from "./pipeline/adopt.ts";
import { adoptLines } from "./pipeline/adopt_text.ts";
import { stopBundler } from "./pipeline/bundler.ts";
import { formatBytes, formatDuration } from "./pipeline/duration.ts";
import { EnvironmentError, messageOf, UsageError } from "./pipeline/errors.ts";
import type { Listener } from "./pipeline/events.ts";
import { completion, shells } from "./pipeline/completion.ts";
import type { Shell } from "./pipeline/completion.ts";
import { compareAll } from "./pipeline/comparison.ts";
import { explain } from "./pipeline/explain.ts";
import { graphSvg } from "./pipeline/graph_svg.ts";
import { dot, graphView, mermaid } from "./pipeline/graph_view.ts";
import { statusLines, statusRows } from "./pipeline/status_table.ts";
import { expectedCost, planLines } from "./pipeline/plan_text.ts";
import { collectGarbage, gcText } from "./pipeline/gc.ts";
import { progressBar } from "./pipeline/progress_bar.ts";
import { performHere } from "./pipeline/perform.ts";
import { humanReporter } from "./pipeline/reporter.ts";
import { keyName, newKey } from "./pipeline/remote/key_file.ts";
import { runPlan } from "./pipeline/run.ts";
import { watch } from "./pipeline/watch.ts";
import { cacheStats, statsLines } from "./pipeline/stats.ts";
import { verificationLines, verifyCache } from "./pipeline/verify_cache.ts";
import { assertOutsideCache } from "./stages/assert_outside_cache.ts";
import { jobsOf, performerOf, threadsOf } from "./stages/executor.ts";
import { exportArtifacts } from "./stages/export.ts";
import { importResults } from "./stages/import.ts";
import { makeLive } from "./stages/live_page.ts";
import { writeOutputs } from "./stages/outputs.ts";
import { publishResults } from "./stages/publish.ts";
import { cacheFolder, prepare } from "./stages/reproduce.ts";
import type { Prepared } from "./stages/reproduce.ts";
import { verify } from "./stages/verify.ts";
import { writeResults } from "./stages/write_results.ts";

const TRUSTED_KEYS = "of what others made, use only what these keys signed: a file, or name:base64";

/** Exit statuses: done; an action failed or the machine cannot be used; bad usage; Ctrl-C. */
const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Folders whose files are run, for --watch. */
const sourceFolders = ["lib", "stages", "figures", "pipeline"]
  .map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/** Actions that `explain` speaks of at a time. */
const EXPLAINED = 8;

/** Milliseconds within which two signals are one: `deno task` passes on what the terminal sends. */
const SAME_SIGNAL = 300;

const say = (text: string): void => {
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length;) done += Deno.stderr.writeSync(bytes.subarray(done));
};

async function main(args: readonly string[]): Promise<number> {
  let status: number = EXIT.done;
  const program = new Command("deno task")
    .description("Replicates “Sufficient conditions for offline reactivation in RNNs” (ICLR 2024)")
    .showHelpAfterError("(--help tells more)")
    .exitOverride();
  const command = (name: string, description: string) =>
    program.command(name)
      .description(description)
      .option("--profile <name>", "smoke, quick, full, or a JSON file (default: full)")
      .option(
        "--protocol <name>",
        "released (the code's noise), described (the text's) or both",
        "released",
      )
      .option("--seeds <list>", "seeds of the networks, e.g. 0,2-4")
      .option("--only <names>", "figures, groups (fig1) or actions, and what they need")
      .option("--set <path=value>", "change a parameter; may be repeated", collect, [])
      .option("--sweep <path=a,b,...>", "run with each value in turn; may be repeated", collect, [])
      .option("--experiment <file>", "an experiment of your own, a TypeScript file")
      .option("--engine <name>", "wasm, or blas: faster, with a library of the system")
      .option("--blas <file>", "the library for --engine blas (default: in the usual places)")
      .option("--cache <folder>", "where artifacts are kept (default: cache/)")
      .option(
        "--remote-cache <url>",
        "take from an HTTP cache what others made (docs/remote_cache.md)",
      )
      .option("--trusted-keys <keys>", TRUSTED_KEYS)
      .option("--insecure", "send credentials to a remote cache without TLS")
      .option("--no-adopted", "do not use results of earlier code that were adopted")
      .option("--quiet", "say only what went wrong")
      .option("--verbose", "say more: reasons, cached actions, stacks of errors");
  command("reproduce", "run whatever is not in the cache, and write the figures")
    .option("--out <folder>", "where the figures go (default: figures/out/<profile>/)")
    .option("--jobs <number>", "actions at a time (default: one a core)", positiveInteger)
    .option("--threads <number>", "of each tensor action (default: all cores are used)", threads)
    .addOption(
      new Option("--executor <name>", "where actions run (docs/cluster.md)")
        .choices(["local", "slurm"]).default("local"),
    )
    .option("--partition <name>", "of SLURM's jobs")
    .option("--account <name>", "of SLURM's jobs")
    .option("--time <limit>", "of each of SLURM's jobs (default: from what actions cost)")
    .option("--slurm-arg <arg>", "a further argument of sbatch; may be repeated", collect, [])
    .option("--remote-upload", "give the remote cache what is made here")
    .option("--sign-key <file>", "sign what is uploaded")
    .option("--share-adopted", "upload and sign adopted results, too")
    .option("--dry-run", "say what would run, and why")
    .option("--watch", "run again whatever a saved file touches; the page reloads by itself")
    .addOption(new Option("--live").hideHelp())
    .option("--json", "print one event a line on standard output")
    .action(async (options: Options) => void (status = await reproduce(options)));
  command("status", "say what is in the cache and what would run: stages by condition")
    .option("--why", "a column for each reason to run")
    .option("--jobs <number>", "actions at a time (default: one a core)", positiveInteger)
    .option("--json", "print the table as JSON")
    .action(async (options: StatusOptions) => void (status = await showStatus(options)));
  command("explain", "say why an action will run: the parameter, input, function or number")
    .argument("<action>", "as for --only: its name, its last part, the beginning of its path")
    .action(async (action: string, options: Options) => {
      status = await explainActions(action, options);
    });
  command(
    "adopt",
    "take trainings over after an edit that changes no bit: compare their beginnings",
  )
    .option("--batches <number>", "executed and compared of each", positiveInteger, 20)
    .option("--jobs <number>", "actions at a time (default: one a core)", positiveInteger)
    .option("--json", "print one event a line on standard output")
    .action(async (options: AdoptOptions) => void (status = await adoptResults(options)));
  command("graph", "print the graph of stages by condition, coloured by state")
    .addOption(
      new Option("--format <name>", "language").choices(["mermaid", "dot", "svg"])
        .default("mermaid"),
    )
    .option("--actions", "a box for each action instead of one a stage and condition")
    .action(async (options: GraphOptions) => void (status = await printGraph(options)));
  command("export", "write artifacts under readable names into a folder")
    .requiredOption("--out <folder>", "where they go")
    .action(async (options: ExportOptions) => void (status = await exportFiles(options)));
  command(
    "publish",
    "write report, artifacts, digests and an RO-Crate into a folder to be archived",
  )
    .option("--out <folder>", "where they go", "dist")
    .option("--sign-key <file>", "sign the results that were made here")
    .option("--share-adopted", "sign adopted results, too")
    .action(async (options: ExportOptions) => void (status = await publishFolder(options)));
  program.command("import")
    .description(
      "take a published folder into the cache, after checking it; status 1 if results differ",
    )
    .argument("<folder>", "what publish wrote")
    .option("--cache <folder>", "where artifacts are kept (default: cache/)")
    .option("--trusted-keys <keys>", TRUSTED_KEYS)
    .action(async (folder: string, { cache, trustedKeys }: ImportOptions) => {
      const { lines, same } = await importResults({ folder, cache, trustedKeys, warn: warnOfPlan });
      for (const line of lines) say(`${line}\n`);
      if (!same) status = EXIT.failed;
    });
  command(
    "verify",
    "execute actions of the cache again and compare the bytes; status 1 if any differ",
  )
    .option(
      "--sample <number>",
      "so many actions only; 0: compare expected digests only",
      wholeNumber,
    )
    .option("--seed <number>", "chooses the sample", wholeNumber)
    .option("--jobs <number>", "actions at a time (default: one a core)", positiveInteger)
    .option("--threads <number>", "of each tensor action (default: 1)", threads)
    .option("--update-expected", "write the profile's digests to tests/expected/")
    .option("--json", "print one event a line on standard output")
    .action(async (options: VerifyOptions) => void (status = await verifyResults(options)));
  const cache = program.command("cache").description("say what is in the cache, and tidy it up");
  const cacheCommand = (name: string, description: string) =>
    cache.command(name).description(description)
      .option("--cache <folder>", "where artifacts are kept (default: cache/)");
  cacheCommand("stats", "sizes by stage, by profile and by use")
    .action(async (options: CacheOptions) => {
      for (const line of statsLines(await cacheStats(await cacheFolder(options)))) {
        console.log(line);
      }
    });
  cacheCommand("gc", "remove what nobody needs; what named profiles last gave stays")
    .option("--size <size>", "remove the results used least recently, down to e.g. 2GB", size)
    .option("--age <time>", "remove what was not used for e.g. 30d, and old checkpoints", age)
    .option("--dry-run", "say what would go")
    .action(async (options: CacheOptions) => {
      const { size, age, dryRun = false } = options;
      console.log(
        gcText(await collectGarbage(await cacheFolder(options), { size, age, dryRun }), dryRun),
      );
    });
  cacheCommand("verify", "hash everything again; what is damaged goes to quarantine/")
    .action(async (options: CacheOptions) => {
      const progress = progressBar(say, Deno.stderr.isTerminal());
      const jobs = navigator.hardwareConcurrency;
      const found = await verifyCache(await cacheFolder(options), { jobs, progress });
      for (const line of verificationLines(found)) console.log(line);
      const flaws = [found.bad, found.unread].flat().length + found.incomplete + found.outdated;
      if (flaws > 0) status = EXIT.failed;
    });
  program.command("key").description("make a key to sign results with").command("new")
    .description("write a private key, and print the public one for --trusted-keys")
    .argument("<file>", "where the private key goes: outside this repository")
    .option("--name <name>", "what it is called (default: as the file)")
    .action(async (file: string, { name = keyName(file) }: { readonly name?: string }) => {
      console.log(await newKey(file, name, fileURLToPath(new URL(".", import.meta.url))));
    });
  program.command("completion").description("print a script that completes these commands")
    .addArgument(new Argument("<shell>").choices(shells))
    .action((shell: Shell) => console.log(completion(shell, completed(program))));
  addExamples(program, "");
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    say(`error: ${messageOf(error)}\n`);
    const expected = error instanceof UsageError || error instanceof EnvironmentError;
    if (!expected || args.includes("--verbose")) say(`${(error as Error).stack ?? ""}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  } finally {
    await stopBundler();
  }
}

async function reproduce(options: Options): Promise<number> {
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
  const permissions = ["read", "write", "run", "env", "sys", "net"].map((name) =>
    `--allow-${name}`
  );
  const files = [profile, experiment].filter((path) => path !== undefined && /[./\\]/.test(path));
  return await interruptible(async (stop) => {
    await watch({
      paths: [...sourceFolders, ...files as string[]], // undefined is filtered out
      matters: (path) => /\.(ts|js|json)$/.test(path) && !/[/\\]figures[/\\]out[/\\]/.test(path),
      command: () =>
        new Deno.Command(Deno.execPath(), {
          args: ["run", ...permissions, import.meta.filename!, ...args, "--live"], // a local file
          stdin: "null",
        }),
      say,
      stop,
    });
    return EXIT.done;
  });
}

function listenerFor({ json, quiet, verbose }: Options): Listener {
  if (json) return (event) => console.log(JSON.stringify(event));
  const terminal = Deno.stderr.isTerminal();
  const width = terminal ? Deno.consoleSize().columns : 80;
  const level = quiet ? "quiet" : verbose ? "verbose" : "normal";
  const colour = terminal && !Deno.noColor;
  return humanReporter({
    write: say,
    terminal,
    colour,
    width,
    level,
    now: () => performance.now(),
  });
}

/** Does what Ctrl-C stops: the first time cleanly, the second time at once. */
async function interruptible(
  work: (stop: AbortSignal, kill: AbortSignal) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  const kill = new AbortController();
  let first: number | undefined;
  const interrupt = (): void => {
    if (first === undefined) {
      first = performance.now();
      say("\nStopping; what is finished stays. Once more to stop at once\n");
      stop.abort();
    } else if (performance.now() - first > SAME_SIGNAL) {
      kill.abort();
    }
  };
  Deno.addSignalListener("SIGINT", interrupt);
  Deno.addSignalListener("SIGTERM", interrupt);
  try {
    return await work(stop.signal, kill.signal);
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
    Deno.removeSignalListener("SIGTERM", interrupt);
  }
}

async function verifyResults(options: VerifyOptions): Promise<number> {
  const listener = listenerFor(options);
  const prepared = await prepareFor(options, (message) => listener({ event: "warning", message }));
  return await interruptible(async (stop, kill) => {
    const good = await verify(prepared, {
      jobs: jobsOf(options),
      threads: options.threads,
      sample: options.sample,
      seed: options.seed ?? crypto.getRandomValues(new Uint16Array(1))[0]!, // an array of one
      updateExpected: options.updateExpected ?? false,
      listener,
      say: (line) => say(`${line}\n`),
      stop,
      kill,
    });
    if (good === undefined) return EXIT.interrupted;
    return good ? EXIT.done : EXIT.failed;
  });
}

async function adoptResults(options: AdoptOptions): Promise<number> {
  const listener = listenerFor(options);
  const warn = (message: string): void => listener({ event: "warning", message });
  const prepared = await prepareFor(options, warn);
  const jobs = jobsOf(options);
  return await interruptible(async (stop, kill) => {
    const outcomes = await adopt(prepared.plan, {
      length: options.batches,
      jobs,
      perform: performHere(prepared.plan.store, prepared.executor),
      listener,
      stop,
      kill,
      checkpointEvery: 20,
    });
    for (const line of adoptLines(outcomes)) say(`${line}\n`);
    if (stop.aborted || kill.aborted) return EXIT.interrupted;
    return outcomes.some(({ kind }) => kind === "differs") ? EXIT.failed : EXIT.done;
  });
}

async function showStatus(options: StatusOptions): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  const comparisons = await compareAll(plan);
  if (options.json) {
    console.log(JSON.stringify(statusRows(comparisons)));
    return EXIT.done;
  }
  const { why = false, verbose = false } = options;
  for (const line of statusLines(comparisons, { why, verbose })) console.log(line);
  if (verbose) console.log("");
  const lines = [...planLines(plan, jobsOf(options), verbose)];
  for (const line of verbose ? lines : lines.slice(-1)) console.log(line);
  return EXIT.done;
}

async function explainActions(only: string, options: Options): Promise<number> {
  const { plan } = await prepareFor({ ...options, only }, warnOfPlan);
  const due = (name: string): boolean => plan.nodes.get(name)?.reason !== undefined;
  const names = [...plan.targets.filter(due), ...plan.targets.filter((name) => !due(name))];
  for (const name of names.slice(0, EXPLAINED)) {
    for (const line of await explain(plan, name, { verbose: options.verbose ?? false })) {
      console.log(line);
    }
  }
  const rest = names.length - EXPLAINED;
  if (rest > 0) console.log(`and ${rest} more; name one, e.g. ${names.at(-1)}`);
  return EXIT.done;
}

async function printGraph(options: GraphOptions): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  const view = graphView(await compareAll(plan), options.actions ?? false);
  const write = { mermaid, dot, svg: graphSvg }[options.format];
  console.log(write(view).trimEnd());
  return EXIT.done;
}

async function exportFiles({ out, ...options }: ExportOptions): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  await assertOutsideCache(out, plan.store.root);
  const names = options.only === undefined ? plan.nodes.keys() : plan.targets;
  const { files, bytes, missing } = await exportArtifacts(plan, names, out);
  say(`${files} files (${formatBytes(bytes)}) are in ${out}, described in artifacts.json\n`);
  if (missing.length === 0) return EXIT.done;
  say(
    `${missing.length} actions have no artifacts in the cache, e.g. ${missing[0]}; ` +
      `run "deno task reproduce" first\n`,
  );
  return EXIT.failed;
}

async function publishFolder({ out, ...options }: ExportOptions): Promise<number> {
  if (options.only !== undefined) {
    throw new UsageError("Cannot publish with --only: a published folder holds all that was run");
  }
  const prepared = await prepareFor(options, warnOfPlan);
  await assertOutsideCache(out, prepared.plan.store.root);
  say(`${await publishResults(prepared, out)}\n`);
  return EXIT.done;
}

async function showPlan(options: Options): Promise<number> {
  const { plan } = await prepareFor(options, warnOfPlan);
  for (const line of planLines(plan, jobsOf(options), options.verbose ?? false)) console.log(line);
  return EXIT.done;
}

async function prepareFor(options: Options, warn: (message: string) => void): Promise<Prepared> {
  const { profile = "full", protocol, seeds, only, set, cache, out, engine, blas } = options;
  const { sweep, experiment } = options;
  if (engine === "blas" && options.threads !== undefined) {
    throw new UsageError("Cannot use --threads with --engine blas: it has one thread an action");
  }
  const { remoteCache, remoteUpload, insecure, signKey, shareAdopted, trustedKeys, adopted } =
    options;
  const prepared = await prepare({
    profile,
    protocol,
    set,
    ...(seeds === undefined ? {} : { seeds }),
    ...(only === undefined ? {} : { only }),
    ...(cache === undefined ? {} : { cache }),
    ...(out === undefined ? {} : { out }),
    ...(sweep === undefined ? {} : { sweep }),
    ...(experiment === undefined ? {} : { experiment }),
    engine,
    blas,
    remoteCache,
    remoteUpload,
    insecure,
    signKey,
    shareAdopted,
    trustedKeys,
    adopted,
    warn,
  });
  for (const { typed, matches } of prepared.settings) {
    if (matches.length === 1 && typed.startsWith(`${matches[0]}=`)) continue;
    say(`${typed} means ${matches.length}: ${matches.join(", ")}\n`);
  }
  return prepared;
}

function announceFull({ plan }: Prepared, jobs: number): void {
  const { seconds, bytes } = expectedCost(plan, jobs);
  say(
    `This is the full replication: about ${formatDuration(seconds)} and ${formatBytes(bytes)} of ` +
      `disk here. "--profile quick" takes minutes\n`,
  );
}

const warnOfPlan = (message: string): void => say(`warning: ${message}\n`);

if (import.meta.main) Deno.exit(await main(Deno.args));
