import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stopBundler } from "../pipeline/code/bundle.ts";
import { defineBenchmark } from "./benchmark.ts";
import type { Measure } from "./benchmark.ts";

/** Actions of the graphs. */
const counts = [1000, 3000, 10_000] as const;

/** Jobs at a time. */
const SLOTS = 500;

/** How many times as fast as a real one the cluster's clock goes. */
const SPEED = 20;

const measures = Object.fromEntries(counts.flatMap((count): [string, Measure][] => [
  [`jobs a second taken on, of ${count}`, { unit: "" }],
  [`processor time a job, of ${count}`, { unit: "ms" }],
  [`memory with ${count}`, { unit: "MB", target: { kind: "at most", value: 500 } }],
  [`submissions a minute, of ${count}`, { unit: "" }],
  [`questions a minute, of ${count}`, { unit: "", target: { kind: "at most", value: 6 } }],
]));

/** What slurm_run.ts prints. */
interface Found {
  readonly seconds: number;
  readonly processor: number;
  readonly memory: number;
  readonly most: number;
  readonly submissions: number;
  readonly questions: number;
}

export const slurm = defineBenchmark({
  name: "slurm",
  summary: "The process that sends jobs to a simulated cluster: 500 jobs of a minute at a time, " +
    "with a clock 20 times as fast",
  measures,
  async prepare(scale, note) {
    const small = scale === "smoke";
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    let round = 0;
    return {
      async round() {
        const numbers: Record<string, number> = {};
        for (const count of counts) {
          const cache = join(folder, `cache${count}-${round}`);
          const found = small
            ? await run(cache, count / 100, SLOTS / 100, 600)
            : await run(cache, count, SLOTS, SPEED);
          await Deno.remove(cache, { recursive: true });
          const jobs = small ? count / 100 : count;
          const minutes = found.seconds * SPEED / 60; // by the cluster's clock
          numbers[`jobs a second taken on, of ${count}`] = jobs / found.seconds;
          numbers[`processor time a job, of ${count}`] = 1000 * found.processor / jobs;
          numbers[`memory with ${count}`] = found.memory;
          numbers[`submissions a minute, of ${count}`] = found.submissions / minutes;
          numbers[`questions a minute, of ${count}`] = found.questions / minutes;
          if (!small) note(`${count} actions: ${found.most} jobs at a time, at most`);
        }
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

async function run(cache: string, count: number, slots: number, speed: number): Promise<Found> {
  const args = [cache, count, slots, speed].map(String);
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-P=offline", "bench/slurm_run.ts", ...args],
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("Cannot measure the simulated cluster");
  return JSON.parse(new TextDecoder().decode(stdout)) as Found; // printed by slurm_run.ts
}
