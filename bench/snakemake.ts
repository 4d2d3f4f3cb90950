import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { defineBenchmark } from "./benchmark.ts";
import type { Measure } from "./benchmark.ts";
import { runSynthetic } from "./pipeline.ts";
import { succeeds } from "./python.ts";
import { secondsUntil } from "./seconds.ts";
import { WIDTH } from "./synthetic.ts";

const atLeast5: Measure = { unit: "x", target: { kind: "at least", value: 5 } };

/**
 * Snakemake's cheapest action is a line of shell; what our run modules compare with is a script, of
 * which it starts two a second and core: so there are fewer.
 */
const kinds = [{ kind: "shell", count: 1000 }, { kind: "script", count: 300 }] as const;

export const snakemake = defineBenchmark({
  name: "snakemake",
  summary:
    "The same graph of trivial actions in Snakemake and here, on all cores, a process an action",
  measures: Object.fromEntries(kinds.flatMap(({ kind, count }): [string, Measure][] => [
    [`${kind}, ${count} actions, ours`, { unit: "s" }],
    [`${kind}, ${count} actions, Snakemake`, { unit: "s" }],
    [`${kind}, ${count} actions, Snakemake / ours`, atLeast5],
    [`${kind}, ${count} actions, no-op, ours`, { unit: "s" }],
    [`${kind}, ${count} actions, no-op, Snakemake`, { unit: "s" }],
    [`${kind}, ${count} actions, no-op, Snakemake / ours`, atLeast5],
  ])),
  async prepare(scale, note) {
    const cores = navigator.hardwareConcurrency;
    const folder = await Deno.makeTempDir({ prefix: "bench-" });
    const there = await succeeds("snakemake", ["--version"]);
    if (!there) note(`Snakemake is not installed, so it is left out; see bench/peers/install.sh`);
    let round = 0;
    return {
      async round() {
        const numbers: Record<string, number> = {};
        for (const { kind, count } of kinds) {
          const name = `${kind}, ${count} actions`;
          const size = scale === "smoke"
            ? { count: 2, width: 1 }
            : { count, width: Math.min(count, WIDTH) };
          const cache = join(folder, `cache-${kind}-${round}`);
          await runSynthetic(cache, { count: 1, jobs: cores }); // the battery
          const ours = () => runSynthetic(cache, { ...size, jobs: cores });
          numbers[`${name}, ours`] = await ours();
          numbers[`${name}, no-op, ours`] = await ours();
          if (!there) continue;
          const home = join(folder, `${kind}-${round}`);
          await Deno.mkdir(home);
          const theirs = () =>
            secondsUntil(() => snake(home, [size.count, size.width, kind, cores]));
          for (const what of [name, `${name}, no-op`]) {
            numbers[`${what}, Snakemake`] = await theirs();
            numbers[`${what}, Snakemake / ours`] = numbers[`${what}, Snakemake`]! /
              numbers[`${what}, ours`]!;
          }
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
