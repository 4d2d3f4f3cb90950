import assert from "node:assert/strict";
import { join } from "node:path";
import { readRunWords, runWords } from "../../cli/run_words.ts";
import { studentInterval } from "../../lib/stats/student_t.ts";
import { command } from "../support/command.ts";

const file = new URL("../support/own_experiment/cells_apart.ts", import.meta.url).pathname;

/** What `--json` prints, as far as it is looked at. */
interface Compared {
  readonly isSame: boolean;
  readonly results: { readonly shared: number; readonly same: number };
  readonly parameters: readonly { path: string; unit: string; a: unknown; b: unknown }[];
  readonly measures: readonly Measure[];
  readonly figures: { readonly same: readonly string[]; readonly different: readonly string[] };
  readonly only: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly code: readonly string[];
  readonly page?: string;
}

interface ComparedSide {
  readonly words: string;
  readonly stale: number;
  readonly gone: number;
}

interface Measure {
  readonly quantity: string;
  readonly condition: string;
  readonly n: number;
  readonly same: boolean;
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly interval: readonly [number, number] | null;
}

Deno.test("compare sets two runs side by side", async (t) => {
  const folder = await Deno.makeTempDir();
  const cache = ["--cache", join(folder, "cache")];
  const own = ["--experiment", file, "--profile", "smoke", ...cache];
  const reproduce = async (...words: string[]) => {
    const run = await command(["reproduce", ...own, ...words, "--quiet"]);
    assert.equal(run.status, 0, run.stderr);
  };
  const [outA, outB, page] = ["A", "B", "page"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const twice = ["--set", "vanilla.motion.boxWidth=4.4"];
  await reproduce("--out", outA, "--seeds", "0-3");
  await reproduce("--out", outB, "--seeds", "0-3", ...twice);
  await reproduce("--out", join(folder, "C"), "--seeds", "2-4");
  const runs: { name: string; words: string }[] = JSON.parse(
    (await command(["runs", ...cache, "--json"])).stdout,
  );
  const named = (words: RegExp): string => runs.find((run) => words.test(run.words))!.name;
  const [a, b, c] = [/0-3 --exp\S+ \S+$/, /boxWidth/, /2-4/].map(named) as [string, string, string];
  const compare = async (...words: string[]) =>
    await command(["compare", ...words, ...cache, "--out", page]);
  const compared = async (...words: string[]): Promise<Compared> => {
    const { status, stdout, stderr } = await compare(...words, "--json");
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
  };

  await t.step(
    "parameters, measures with their difference over paired seeds, figures",
    async () => {
      const { parameters, measures, figures, results, ...found } = await compared(a, b);
      assert.deepEqual(parameters, [
        { path: "spatial.vanilla.motion.boxWidth", unit: "m", a: 2.2, b: 4.4 },
      ]);
      const x = measures.find(({ quantity }) => quantity === "extent.extent.x")!;
      const valuesIn = async (out: string): Promise<number[]> => {
        const words = [...own, "--seeds", "0-3", ...out === outB ? twice : []];
        await command(["export", ...words, "--only", "extent", "--out", out]);
        return await Promise.all([0, 1, 2, 3].map(async (seed) => {
          return JSON.parse(await Deno.readTextFile(join(out, `seed${seed}`, "extent.json"))).x;
        }));
      };
      const [before, after] = [await valuesIn(outA), await valuesIn(outB)];
      const { mean, low, high } = studentInterval(after.map((value, i) => value - before[i]!));
      assert.deepEqual([x.n, x.difference, x.interval, x.same], [4, mean, [low, high], false]);
      assert.ok(low > 1, "the box is 2.2 m wider");
      assert.ok(measures.some(({ quantity }) => quantity === "mean of extent.table.x"));
      assert.deepEqual(figures, { same: ["apart"], different: [] }); // it tells how many seeds there are
      assert.deepEqual([results, found.only, found.code], [
        { shared: 9, same: 1 },
        { a: [], b: [] },
        [],
      ]);
    },
  );
  await t.step("lines for people, and a page with the pictures that differ", async () => {
    const { stdout } = await compare(a, c);
    assert.match(stdout, /^A +\S+ +--profile smoke --seeds 0-3 --experiment/m);
    assert.match(stdout, /^seeds +\[0,1,2,3\] +\[2,3,4\]/m);
    assert.match(stdout, /^Only A has 4 results: placeCells 2, extent 2$/m);
    assert.match(stdout, /^Only B has 2 results: placeCells 1, extent 1$/m);
    assert.match(stdout, /^1 of 1 figure of both differ/m);
    assert.match(stdout, /^\d+ measures are the same$/m);
    const html = await Deno.readTextFile(join(page, "index.html"));
    const sources = Array.from(html.matchAll(/<img src="([^"]+)"/g), ([, source]) => source!);
    assert.deepEqual(sources, ["a/apart.svg", "b/apart.svg"]);
    const seeds = await Promise.all(sources.map(async (source) => {
      return /\d seeds/.exec(await Deno.readTextFile(join(page, source)))?.[0];
    }));
    assert.deepEqual(seeds, ["4 seeds", "3 seeds"]);
    assert.ok(html.includes(`${a} beside ${c}`) && html.includes("seed4/extent"));
  });
  await t.step("the seeds that both have are compared", async () => {
    const { measures } = await compared(a, c);
    for (const { quantity, n, same, interval } of measures) {
      assert.deepEqual([n, same, interval], [2, true, null], quantity);
    }
  });
  await t.step("a report's folder stands for its run", async () => {
    assert.deepEqual((await compared(outA, b)).parameters, (await compared(a, outB)).parameters);
  });
  await t.step("a run that is the same says so, and there is no page of it", async () => {
    await Deno.remove(page, { recursive: true });
    const { isSame, page: written } = await compared(a, outA);
    assert.deepEqual([isSame, written], [true, undefined]);
    assert.equal(
      (await compare(a, a)).stdout,
      `${a} and ${a} are the same: 9 results, byte for byte\n`,
    );
    await assert.rejects(Deno.stat(page), Deno.errors.NotFound);
  });
  await t.step("runs of other profiles compare what both have", async () => {
    const quick = ["--experiment", file, "--profile", "quick", "--seeds", "1", ...cache];
    await command(["reproduce", ...quick, "--out", join(folder, "quick"), "--quiet"]);
    const { results, only, parameters } = await compared(a, join(folder, "quick"));
    assert.deepEqual(results, { shared: 3, same: 0 }); // cells, extent and figure
    assert.deepEqual([only.a.length, only.b.length], [6, 0]);
    assert.ok(parameters.some(({ path }) => path === "spatial.vanilla.cells.count"));
  });
  await t.step(
    "results are said to be of other parameters than the run's options mean",
    async () => {
      const profile = join(folder, "mine.json");
      const smoke = new URL("../../stages/configuration/profiles/smoke.json", import.meta.url);
      const text = await Deno.readTextFile(smoke);
      await Deno.writeTextFile(profile, text);
      const mine = ["--experiment", file, "--profile", profile, "--seeds", "0", ...cache];
      await command(["reproduce", ...mine, "--out", join(folder, "mine"), "--quiet"]);
      const changed = JSON.parse(text);
      changed.spatial.vanilla.cells.count += 1;
      await Deno.writeTextFile(profile, JSON.stringify(changed));
      const { stdout } = await compare(join(folder, "mine"), a);
      assert.match(
        stdout,
        /^1 result of A ran with other parameters than its options mean today;/m,
      );
    },
  );
  await t.step("a sweep of some measures is set beside what it was swept from", async () => {
    const sweep = ["--sweep", "vanilla.motion.boxWidth=2.2,3.3", "--only", "seed3"];
    await reproduce("--out", join(folder, "sweep"), "--seeds", "0-3", ...sweep);
    const { a: whole, b: swept, results, only } = await compared(a, join(folder, "sweep"));
    assert.deepEqual([whole.stale, swept.stale], [0, 0]);
    assert.equal(results.shared, 0); // all of it depends on what is swept
    assert.ok(only.b.includes("boxWidth=2.2/seed3/extent"), only.b.join(" "));
  });
  await t.step("what left the cache is said", async () => {
    const key =
      JSON.parse(await Deno.readTextFile(join(folder, "cache", "runs", `${a}.json`)))["apart"];
    await Deno.remove(join(folder, "cache", "ac", key.slice(0, 2), key));
    const { stdout } = await compare(a, b);
    assert.match(stdout, /^1 result of A left the cache$/m);
    assert.match(stdout, /^Only B has 1 result: extentFigure 1$/m);
  });
  await t.step("what is neither run nor report is refused with the nearest name", async () => {
    const near = await compare(a.replace("smoke", "smoek"), b);
    assert.equal(near.status, 2);
    assert.match(
      near.stderr,
      /^error: Cannot compare "cells_apart-smoek\S+": this cache knows of no/,
    );
    assert.match(near.stderr, /did you mean "cells_apart-smoke/);
    await Deno.writeTextFile(join(folder, "C", "index.html"), "<p>Something else</p>");
    const other = await compare(a, join(folder, "C"));
    assert.match(
      other.stderr,
      /C": its page does not say which run it is of; reproduce it again\n$/,
    );
    const inCache = await command(["compare", a, b, ...cache, "--out", join(folder, "cache", "x")]);
    assert.match(inCache.stderr, /is in the cache folder/);
    const one = await command(["compare", a, ...cache]);
    assert.deepEqual([one.status, /missing required argument 'B'/.test(one.stderr)], [2, true]);
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("compare sets the reports of two protocols side by side", async () => {
  const folder = await Deno.makeTempDir();
  const cache = ["--cache", join(folder, "cache")];
  const out = join(folder, "out");
  const words = ["--profile", "smoke", "--protocol", "both", "--only", "tableA1,fig1a"];
  const run = await command(["reproduce", ...words, ...cache, "--out", out, "--quiet"]);
  assert.equal(run.status, 0, run.stderr);
  const compared = async (...words: string[]): Promise<Compared> => {
    const page = ["--out", join(folder, "page")];
    const run = await command(["compare", ...words, ...cache, ...page, "--json"]);
    assert.equal(run.status, 0, run.stderr);
    return JSON.parse(run.stdout);
  };
  // The table names the law of the noise.
  const expected = { same: ["figures/fig1a"], different: ["figures/tableA1"] };
  assert.deepEqual((await compared(out, `${out}-described`)).figures, expected);
  assert.deepEqual((await compared("smoke", `${out}-described`)).figures, expected);
  assert.equal((await compared("smoke", out)).isSame, true);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("readRunWords() reads what runWords() writes", () => {
  const all = {
    profile: "my profile's.json",
    protocol: "both",
    seeds: "0,2-4",
    experiment: "/home/o'neill/an experiment.ts",
    set: ["a=1", "b='x' y", "c=--profile full"],
    sweep: ["rate=log(1e-4,1e-1,4)", "sigma=0:1:0.5"],
  };
  assert.deepEqual(readRunWords(runWords(all)), all);
  assert.deepEqual(readRunWords(runWords({})), { profile: "full" });
});
