import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { defineBenchmark } from "./benchmark.ts";
import { runSynthetic } from "./engine.ts";
import { succeeds } from "./python.ts";
import { secondsUntil } from "./seconds.ts";

/** Snakemake's cheapest action is a line of shell; what our run modules compare with is a script. */
const kinds = ["shell", "script"] as const;

export const snakemake = defineBenchmark({
  name: "snakemake",
  summary:
    "The same graph of trivial actions in Snakemake and here, on all cores, a process an action",
  measures: {
    "full, ours": { unit: "s" },
    "full, Snakemake shell": { unit: "s" },
    "full, Snakemake script": { unit: "s" },
    "full, Snakemake shell / ours": { unit: "x", target: { kind: "at least", value: 5 } },
    "full, Snakemake script / ours": { unit: "x", target: { kind: "at least", value: 5 } },
    "no-op, ours": { unit: "s" },
    "no-op, Snakemake": { unit: "s" },
    "no-op, Snakemake / ours": { unit: "x", target: { kind: "at least", value: 5 } },
  },
  async prepare(scale, note) {
    const [count, width] = scale === "smoke" ? [2, 1] : [300, 100];
    const cores = navigator.hardwareConcurrency;
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const there = await succeeds("snakemake", ["--version"]);
    if (!there) note(`Snakemake is not installed, so it is left out; see bench/peers/install.sh`);
    let round = 0;
    return {
      async round() {
        const cache = join(folder, `cache${round}`);
        await runSynthetic(cache, { count: 1, jobs: cores }); // the battery
        const numbers: Record<string, number> = {
          "full, ours": await runSynthetic(cache, { count, width, jobs: cores }),
          "no-op, ours": await runSynthetic(cache, { count, width, jobs: cores }),
        };
        for (const kind of there ? kinds : []) {
          const home = join(folder, `${kind}${round}`);
          await Deno.mkdir(home);
          const run = () => secondsUntil(() => snake(home, [count, width, kind, cores]));
          const full = await run();
          numbers[`full, Snakemake ${kind}`] = full;
          numbers[`full, Snakemake ${kind} / ours`] = full / numbers["full, ours"]!;
          if (kind === "script") continue;
          const idle = await run();
          numbers["no-op, Snakemake"] = idle;
          numbers["no-op, Snakemake / ours"] = idle / numbers["no-op, ours"]!;
        }
        round++;
        return numbers;
      },
      [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
    };
  },
});

async function snake(
  home: string,
  [count, width, kind, cores]: readonly [number, number, string, number],
): Promise<void> {
  const file = fileURLToPath(new URL("./peers/Snakefile", import.meta.url));
  const done = await succeeds("snakemake", [
    ...["--snakefile", file, "--directory", home, "--cores", String(cores), "--quiet", "all"],
    ...["--config", `count=${count}`, `width=${width}`, `kind=${kind}`],
  ]);
  if (!done) throw new Error(`Cannot run Snakemake in "${home}": it failed`);
}
