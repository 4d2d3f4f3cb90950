import { Command, CommanderError, InvalidArgumentError } from "commander";
import { stopBundler } from "./pipeline/bundle.ts";
import { formatBytes, formatDuration } from "./pipeline/duration.ts";
import { EnvironmentError, messageOf, UsageError } from "./pipeline/errors.ts";
import type { Listener } from "./pipeline/events.ts";
import { expectedCost, planLines } from "./pipeline/plan_text.ts";
import { humanReporter } from "./pipeline/reporter.ts";
import { runPlan } from "./pipeline/run.ts";
import { writeOutputs } from "./stages/outputs.ts";
import { prepare } from "./stages/reproduce.ts";
import type { Prepared } from "./stages/reproduce.ts";

/** Exit statuses: done; an action failed or the machine cannot be used; bad usage; Ctrl-C. */
const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Milliseconds within which two signals are one: `deno task` passes on what the terminal sends. */
const SAME_SIGNAL = 300;

interface Options {
  readonly profile?: string;
  readonly protocol: string;
  readonly seeds?: string;
  readonly only?: string;
  readonly set: readonly string[];
  readonly jobs?: number;
  readonly cache?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

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
      .option("--cache <folder>", "where artifacts are kept (default: cache/)")
      .option("--verbose", "say more: reasons, cached actions, stacks of errors");
  command("reproduce", "run whatever is not in the cache, and write the figures")
    .option("--out <folder>", "where the figures go (default: figures/out/<profile>/)")
    .option("--jobs <number>", "actions at a time (default: one a core)", positiveInteger)
    .option("--dry-run", "say what would run, and why")
    .option("--json", "print one event a line on standard output")
    .addHelpText("after", reproduceExamples)
    .action(async (options: Options) => void (status = await reproduce(options)));
  command("status", "say what is in the cache and what would run, and why")
    .action(async (options: Options) => void (status = await showPlan(options)));
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
  if (options.dryRun) return await showPlan(options);
  const listener: Listener = options.json
    ? (event) => console.log(JSON.stringify(event))
    : humanReporter({
      write: say,
      terminal: Deno.stderr.isTerminal(),
      width: Deno.stderr.isTerminal() ? Deno.consoleSize().columns : 80,
      verbose: options.verbose ?? false,
    });
  const prepared = await prepareFor(options, (message) => listener({ event: "warning", message }));
  const { plan, executor } = prepared;
  if (options.profile === undefined) announceFull(prepared, jobsOf(options));
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
    const summary = await runPlan(plan, {
      jobs: jobsOf(options),
      executor,
      listener,
      stop: stop.signal,
      kill: kill.signal,
      checkpointEvery: 20,
    });
    for (const [protocol, folder] of prepared.folders) {
      const { configuration, name } = prepared;
      const figures = await writeOutputs(plan, configuration, name, protocol, folder);
      if (figures > 0) say(`${figures} figures are in ${folder}/index.html\n`);
    }
    if (summary.interrupted) return EXIT.interrupted;
    return summary.failed > 0 ? EXIT.failed : EXIT.done;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
    Deno.removeSignalListener("SIGTERM", interrupt);
  }
}

async function showPlan(options: Options): Promise<number> {
  const { plan } = await prepareFor(options, (message) => say(`warning: ${message}\n`));
  for (const line of planLines(plan, jobsOf(options), options.verbose ?? false)) console.log(line);
  return EXIT.done;
}

async function prepareFor(options: Options, warn: (message: string) => void): Promise<Prepared> {
  const { profile = "full", protocol, seeds, only, set, cache, out } = options;
  const prepared = await prepare({
    profile,
    protocol,
    set,
    ...(seeds === undefined ? {} : { seeds }),
    ...(only === undefined ? {} : { only }),
    ...(cache === undefined ? {} : { cache }),
    ...(out === undefined ? {} : { out }),
    warn,
  });
  for (const { typed, matches } of prepared.settings) {
    if (matches.length === 1 && typed.startsWith(`${matches[0]}=`)) continue;
    say(`--set ${typed} means ${matches.length}: ${matches.join(", ")}\n`);
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

const jobsOf = ({ jobs }: Options): number => jobs ?? navigator.hardwareConcurrency;

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("expected a positive number");
  return Number(text);
}

const reproduceExamples = `
Examples:
  deno task reproduce --profile quick
  deno task reproduce --profile quick --only fig2e
  deno task reproduce --profile quick --set learningRate=0.002 --dry-run`;

if (import.meta.main) Deno.exit(await main(Deno.args));
