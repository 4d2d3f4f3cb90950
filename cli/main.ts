import { Argument, Command, CommanderError, Option } from "commander";
import { stopBundler } from "../pipeline/code/bundle.ts";
import { EnvironmentError, messageOf, UsageError } from "../pipeline/errors.ts";
import { keyName, newKey } from "../pipeline/remote/key_file.ts";
import { completion, shells } from "../pipeline/terminal/completion.ts";
import type { Shell } from "../pipeline/terminal/completion.ts";
import { progressBar } from "../pipeline/terminal/progress_bar.ts";
import { cacheStats, statsLines } from "../pipeline/tidy/cache_stats.ts";
import { collectGarbage, gcText } from "../pipeline/tidy/gc.ts";
import { verificationLines, verifyCache } from "../pipeline/tidy/verify_cache.ts";
import { adoptResults } from "./commands/adopt.ts";
import { explainActions } from "./commands/explain.ts";
import { exportFiles } from "./commands/export.ts";
import { printGraph } from "./commands/graph.ts";
import { publishFolder } from "./commands/publish.ts";
import { reproduce } from "./commands/reproduce.ts";
import { showStatus } from "./commands/status.ts";
import { verifyResults } from "./commands/verify.ts";
import { completed } from "./completion.ts";
import { addExamples } from "./examples.ts";
import { EXIT } from "./exit_status.ts";
import { importResults } from "./import.ts";
import { age, collect, positiveInteger, size, threads, wholeNumber } from "./options.ts";
import type {
  AdoptOptions,
  CacheOptions,
  ExportOptions,
  GraphOptions,
  ImportOptions,
  Options,
  StatusOptions,
  VerifyOptions,
} from "./options.ts";
import { cacheFolder } from "./prepare.ts";
import { ROOT } from "./project.ts";
import { say, warnOfPlan } from "./say.ts";

const TRUSTED_KEYS = "of what others made, use only what these keys signed: a file, or name:base64";

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
      console.log(await newKey(file, name, ROOT));
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

if (import.meta.main) Deno.exit(await main(Deno.args));
