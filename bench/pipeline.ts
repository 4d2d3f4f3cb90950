import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare as prepareReproduction } from "../cli/prepare.ts";
import { stopBundler } from "../pipeline/code/bundle.ts";
import { defineBenchmark } from "./benchmark.ts";
import type { Measure, Scale } from "./benchmark.ts";
import { pretendToRun } from "./pretend.ts";
import { secondsUntil } from "./seconds.ts";
import { openSynthetic, syntheticGraph, WIDTH } from "./synthetic.ts";

/** Actions in the graphs that are planned. */
const counts = [1000, 3000, 10_000] as const;

const named = "an action in-process, of";

const running = Object.fromEntries(
  counts.map((count): [string, Measure] => [
    `${named} ${count}`,
    { unit: "ms", target: { kind: "at most", value: 20 } },
  ]),
);

const planning = Object.fromEntries(counts.flatMap((count): [string, Measure][] => [
  [`planning ${count} actions, nothing cached`, within(count)],
  [`planning ${count} actions, all cached`, within(count)],
]));

export const pipeline = defineBenchmark({
  name: "pipeline",
  summary: "Graphs of trivial actions, and the status of a full profile all of which is cached",
  measures: {
    ...planning,
    ...running,
    "an action, a process each, 1 job": { unit: "ms", target: { kind: "at most", value: 150 } },
    "an action, a process each, all cores": { unit: "ms" },
    "status, full profile cached": { unit: "s", target: { kind: "at most", value: 0.7 } },
    "status, both protocols cached": { unit: "s" },
  },
  async prepare(scale, note) {
    const small = scale === "smoke";
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const scaled = (count: number): number => small ? count / 100 : count;
    const caches = new Map<number, string>();
    for (const count of counts) {
      const cache = join(folder, `cache${count}`);
      const { plan } = await openSynthetic(syntheticGraph(scaled(count)), cache);
      await pretendToRun(plan);
      caches.set(count, cache);
    }
    const actions = small ? 2 : 200;
    const status = await prepareStatus(join(folder, "status"), scale, note);
    let round = 0;
    return {
      async round() {
        const numbers: Record<string, number> = {};
        for (const count of counts) {
          const plan = (cache: string): Promise<number> =>
            secondsUntil(() => openSynthetic(syntheticGraph(scaled(count)), cache));
          // The battery of a new cache takes an action, which is none of the planner's.
          const empty = join(folder, `empty${count}-${round}`);
          await openSynthetic(syntheticGraph(1), empty);
          numbers[`planning ${count} actions, nothing cached`] = await plan(empty);
          numbers[`planning ${count} actions, all cached`] = await plan(caches.get(count)!);
        }
        for (const count of counts) {
          const cache = join(folder, `in-process${count}-${round}`);
          const idle = await runSynthetic(cache, { count: 1, jobs: 1, executor: "in-process" });
          const busy = await runSynthetic(cache, {
            count: scaled(count),
            jobs: 1,
            executor: "in-process",
          });
          numbers[`${named} ${count}`] = 1000 * (busy - idle) / scaled(count);
        }
        for (const jobs of [1, navigator.hardwareConcurrency]) {
          const cache = join(folder, `run${jobs}-${round}`);
          await runSynthetic(cache, { count: 1, jobs });
          const idle = await runSynthetic(cache, { count: 1, jobs });
          const busy = await runSynthetic(cache, { count: actions, jobs });
          const name = jobs === 1 ? "1 job" : "all cores";
          numbers[`an action, a process each, ${name}`] = 1000 * (busy - idle) / actions;
        }
        numbers["status, full profile cached"] = await status("released");
        numbers["status, both protocols cached"] = await status("both");
        round++;
        return numbers;
      },
      async [Symbol.asyncDispose]() {
        await stopBundler();
        await Deno.remove(folder, { recursive: true });
      },
    };
  },
});

/** Seconds that a run of a synthetic graph takes, from the start of its process to its end. */
export async function runSynthetic(
  cache: string,
  { count, width = Math.min(count, WIDTH), jobs, executor = "process" }: {
    readonly count: number;
    readonly width?: number;
    readonly jobs: number;
    readonly executor?: "process" | "in-process";
  },
): Promise<number> {
  const args = [cache, count, width, jobs, executor].map(String);
  return await runModule("bench/synthetic_run.ts", args);
}

/** A cache in which all of a profile is as if it had run; gives the command that asks for its status. */
async function prepareStatus(
  cache: string,
  scale: Scale,
  note: (text: string) => void,
): Promise<(protocol: string) => Promise<number>> {
  const profile = scale === "smoke" ? "smoke" : "full";
  const only = scale === "smoke" ? "fig1a" : undefined;
  for (const protocol of ["released", "both"]) {
    const { plan } = await prepareReproduction(
      { profile, protocol, cache, ...(only === undefined ? {} : { only }) },
      note,
    );
    await pretendToRun(plan);
    note(`${plan.nodes.size} actions in profile "${profile}", protocol "${protocol}"`);
  }
  const words = ["status", "--profile", profile, "--cache", cache];
  if (only !== undefined) words.push("--only", only);
  return (protocol) => runModule("cli/main.ts", [...words, "--protocol", protocol]);
}

/** Seconds that a module of ours takes as a process. */
async function runModule(module: string, args: readonly string[]): Promise<number> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-P=offline", module, ...args],
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdout: "null",
    stderr: "inherit",
  });
  return await secondsUntil(async () => {
    const { success, code } = await command.output();
    if (!success) throw new Error(`Cannot measure "${module}": its exit status is ${code}`);
  });
}

function within(count: number): Measure {
  return count < 10_000 ? { unit: "s" } : { unit: "s", target: { kind: "at most", value: 2 } };
}
