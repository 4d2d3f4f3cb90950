/** Runs the benchmarks, prints a table and writes results.json: `deno task bench --help`. */
import { cpus, loadavg } from "node:os";
import { Command, Option } from "commander";
import { runBenchmark } from "./benchmark.ts";
import type { Benchmark, Row } from "./benchmark.ts";
import { cached } from "./cached.ts";
import { pipeline } from "./pipeline.ts";
import { hashing } from "./hashing.ts";
import { kde } from "./kde.ts";
import { networkNames } from "./networks.ts";
import { normals } from "./normals.ts";
import { pca } from "./pca.ts";
import { positiveInteger } from "./positive_integer.ts";
import { pytorch } from "./pytorch.ts";
import { CLOCK } from "./seconds.ts";
import type { Clock } from "./seconds.ts";
import { slurm } from "./slurm.ts";
import { snakemake } from "./snakemake.ts";
import { table } from "./table.ts";
import { topKBenchmark } from "./top_k.ts";
import { trainingStep } from "./training_step.ts";

const benchmarks: readonly Benchmark[] = [
  ...networkNames.map(trainingStep),
  ...networkNames.map(pytorch),
  normals,
  kde,
  pca,
  topKBenchmark,
  hashing,
  pipeline,
  cached,
  snakemake,
  slurm,
];

interface Options {
  readonly rounds: number;
  readonly only?: string;
  readonly smoke?: boolean;
  readonly clock: Clock;
  readonly out: string;
}

const program = new Command("deno task bench")
  .description("Benchmarks, side by side with peers where they are installed")
  .option("--rounds <number>", "rounds of each benchmark", positiveInteger, 5)
  .option("--only <names>", `some of: ${benchmarks.map(({ name }) => name).join(", ")}`)
  .option("--smoke", "one round at tiny sizes, which shows only that all of it still runs")
  .addOption(
    new Option("--clock <clock>", "processor: single-threaded work on a machine that is busy")
      .choices(["wall", "processor"]).default("wall"),
  )
  .option("--out <file>", "where the numbers go", "bench/results.json");
program.parse(Deno.args, { from: "user" });
const { rounds, only, smoke, clock, out } = program.opts<Options>();
Deno.env.set(CLOCK, clock);

/** "pytorch" stands for all benchmarks whose names begin with that word. */
const means = (word: string, { name }: Benchmark): boolean =>
  name === word || name.startsWith(`${word} `);
const words = only?.split(",").map((word) => word.trim());
const unknown = words?.find((word) => !benchmarks.some((benchmark) => means(word, benchmark)));
if (unknown !== undefined) program.error(`error: there is no benchmark "${unknown}"`);

const load = (): number => Number(loadavg()[0]!.toFixed(2));
const machine = {
  processor: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  versions: { ...Deno.version },
  clock,
  loadBefore: load(),
};
const rows: Row[] = [];
const notes = new Set<string>();
for (const benchmark of benchmarks) {
  if (words?.some((word) => means(word, benchmark)) === false) continue;
  console.error(`${benchmark.name}: ${benchmark.summary}`);
  const note = (text: string): void => {
    if (!notes.has(text)) console.error(`  ${text}`);
    notes.add(text);
  };
  rows.push(...await runBenchmark(benchmark, smoke ? "smoke" : "full", smoke ? 1 : rounds, note));
  // After each, so that a long run that is stopped leaves what it found.
  const results = { machine: { ...machine, loadAfter: load() }, notes: [...notes], rows };
  await Deno.writeTextFile(out, JSON.stringify(results, null, 2) + "\n");
}
console.log(table(rows, smoke ?? false));
console.log(
  `${machine.processor}, ${machine.cores} cores, ${clock} clock, load ${machine.loadBefore} before`,
);
