import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { command, eventsOf } from "../support/command.ts";

const file = new URL("../support/own_experiment/cells_apart.ts", import.meta.url).pathname;
const root = new URL("../..", import.meta.url).href.replace(/\/$/, "");
const own = ["--experiment", file, "--profile", "smoke"];

Deno.test("an experiment of one's own has a page and a publication that say what it is", async (t) => {
  const folder = await Deno.makeTempDir();
  const [out, dist] = [join(folder, "out"), join(folder, "dist")];
  const cached = [...own, "--cache", join(folder, "cache")];
  await t.step("page", async () => {
    const run = await command(["reproduce", ...cached, "--out", out]);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /^1 figure is in .*index\.html$/m);
    await pageHolds(out, "Cells apart");
  });
  await t.step("publication", async () => {
    const run = await command(["publish", ...cached, "--out", dist]);
    assert.equal(run.status, 0, run.stderr);
    await pageHolds(join(dist, "report"), "Cells apart");
    const metadata = JSON.parse(await Deno.readTextFile(join(dist, "ro-crate-metadata.json")));
    const entities = metadata["@graph"] as readonly Record<string, unknown>[];
    const { name, description } = entities.find((each) => each["@id"] === "./")!;
    assert.equal(name, "Cells apart");
    assert.match(String(description), /an experiment built on offline-reactivation/);
    assert.doesNotMatch(String(description), /a replication of/);
    for (
      const [ending, media] of [["csv", "text/csv"], ["parquet", "application/vnd.apache.parquet"]]
    ) {
      const files = entities.filter((each) => String(each["@id"]).endsWith(`.${ending}`));
      assert.deepEqual(files.map(({ encodingFormat }) => encodingFormat), [media, media]);
    }
    const readme = await Deno.readTextFile(join(dist, "README.md"));
    const [, experiment] = /^# Cells apart\n[^]* --experiment (\S+)/.exec(readme)!; // else the test fails
    assert.equal(
      await Deno.readTextFile(join(dist, "source", experiment!)),
      await Deno.readTextFile(file),
    );
    await Deno.stat(join(dist, "source", experiment!, "..", "extent_run.ts"));
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a published experiment from outside the tree reruns from its own sources", async (t) => {
  const folder = await Deno.makeTempDir();
  const [dist, elsewhere] = [join(folder, "dist"), join(folder, "elsewhere")];
  const mine = await copiedOutside(join(folder, "my experiments"));
  const options = ["--profile", "smoke", "--seeds", "1", "--set", "vanilla.cells.count=9"];
  const words = ["--experiment", mine, ...options, "--cache", join(folder, "cache")];
  const run = await command(["reproduce", ...words, "--out", join(folder, "out")]);
  assert.equal(run.status, 0, run.stderr);
  const published = await command(["publish", ...words, "--out", dist]);
  assert.equal(published.status, 0, published.stderr);

  await t.step("every file of it is there, and leads to no place of this machine", async () => {
    const files = ["apart/cells_apart.ts", "apart/extent_run.ts", "apart/figure_run.ts"];
    for (const file of [...files, "shared/largest.ts", "shared/axes.json"]) {
      const text = await Deno.readTextFile(join(dist, "source", "experiment", file));
      assert.ok(!text.includes(root) && !text.includes(folder), `${file}: ${text}`);
      assert.ok(text.includes("../../pipeline/") || !/cells_apart|_run/.test(file), file);
    }
  });
  await t.step(
    "the command in its README gives the same, with and without its results",
    async () => {
      const copied = await new Deno.Command("cp", { args: ["-r", join(dist, "source"), elsewhere] })
        .output();
      assert.ok(copied.success);
      await Deno.copyFile(join(dist, "configuration.json"), join(folder, "configuration.json"));
      await Deno.remove(join(folder, "my experiments"), { recursive: true });
      const readme = await Deno.readTextFile(join(dist, "README.md"));
      const [, line] = /task (reproduce .*)/.exec(readme)!; // else the test fails
      const [filled, empty, out] = ["filled", "empty", "again"].map((name) => join(folder, name));
      const tree = pathToFileURL(`${elsewhere}/`);
      const again = (cache: string) =>
        command([...line!.split(" "), "--json", "--cache", cache, "--out", out!], { tree });
      assert.equal((await command(["import", dist, "--cache", filled!], { tree })).status, 0);
      const [cached, anew] = [await again(filled!), await again(empty!)];
      assert.deepEqual([cached.status, anew.status], [0, 0], cached.stderr + anew.stderr);
      assert.deepEqual(eventsOf(cached, "executed"), []);
      assert.equal(eventsOf(anew, "executed").length, 3);
      assert.deepEqual(
        await Deno.readFile(join(out!, "apart.svg")),
        await Deno.readFile(join(folder, "out", "apart.svg")),
      );
    },
  );
  await Deno.remove(folder, { recursive: true });
});

/** The experiment of this file in another folder, parts of it in a second one, with absolute imports. */
async function copiedOutside(folder: string): Promise<string> {
  const [apart, shared] = [join(folder, "apart"), join(folder, "shared")];
  for (const path of [apart, shared]) await Deno.mkdir(path, { recursive: true });
  for (const name of ["cells_apart.ts", "extent_run.ts", "figure_run.ts"]) {
    const text = await Deno.readTextFile(
      new URL(`../support/own_experiment/${name}`, import.meta.url),
    );
    const written = text.replaceAll('"../../../', `"${root}/`)
      .replace("Math.max(...values)", "largest(values)");
    const imported = `import { largest } from "${shared}/largest.ts";\n`;
    await Deno.writeTextFile(
      join(apart, name),
      name === "extent_run.ts" ? imported + written : written,
    );
  }
  await Deno.writeTextFile(join(shared, "axes.json"), "[1]");
  await Deno.writeTextFile(
    join(shared, "largest.ts"),
    'import axes from "./axes.json" with { type: "json" };\n' +
      "export const largest = (values: Iterable<number>): number => axes[0]! * Math.max(...values);\n",
  );
  return join(apart, "cells_apart.ts");
}

/** The page has the title and says what it is, and all that it links to is there. */
async function pageHolds(folder: string, title: string): Promise<void> {
  const page = await Deno.readTextFile(join(folder, "index.html"));
  assert.ok(page.includes(`<title>${title}</title>`));
  assert.match(page, /An experiment built on offline-reactivation/);
  assert.doesNotMatch(page, /replication of/i);
  const links = Array.from(page.matchAll(/(?:href|src)="([^"]+)"/g), ([, href]) => href!);
  assert.ok(links.some((link) => link.endsWith("apart.svg")), links.join(" "));
  for (const link of links) assert.ok((await Deno.stat(join(folder, link))).isFile, link);
}

Deno.test("config prints every parameter with its value and where it comes from", async () => {
  const words = ["config", "--profile", "smoke", "--seeds", "3", "--set", "gru.learningRate=0.25"];
  const { stdout } = await command(words);
  assert.match(stdout, /^spatial\.gru\.train\.learningRate +0\.25 +\* +[\d.e-]+ .*\S$/m);
  assert.match(stdout, /^seeds +\[3\] +\* +\[0,1,2,3,4\]/m);
  const { configuration, parameters } = JSON.parse((await command([...words, "--json"])).stdout);
  assert.equal(configuration.spatial.gru.train.learningRate, 0.25);
  const found = parameters.find(({ path }: { readonly path: string }) =>
    path === "spatial.vanilla.motion.boxWidth"
  );
  assert.deepEqual([found.value, found.unit], [configuration.spatial.vanilla.motion.boxWidth, "m"]);
});

const FAULTY: readonly (readonly [source: string, message: RegExp])[] = [
  ["export const other = 3;", /it has no default export; expected a function/],
  ["export default { outputs: {} };", /its default export is an object, expected a function/],
  ["export default () => {};", /its function gives nothing; expected a graph/],
  ["export default async () => {};", /its function gives a promise; it must not be async/],
  [
    'import { GraphBuilder } from "ROOT/pipeline/graph.ts"; export default () => new GraphBuilder();',
    /its function gives a builder; return graph\.build\(\)/,
  ],
  [
    "export default (c) => c.spatial.none.here;",
    /Cannot read properties of undefined .*\(faulty\.ts:1:\d+\); "deno check"/,
  ],
  ["export default ( => 3;", /Cannot load the experiment .*faulty\.ts/],
];

Deno.test("a mistake in an experiment's file is named in one line", async (t) => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "faulty.ts");
  for (const [source, message] of FAULTY) {
    await t.step(source, async () => {
      await Deno.writeTextFile(path, source.replace("ROOT", root));
      const { status, stderr } = await command([
        "status",
        "--experiment",
        path,
        "--profile",
        "smoke",
      ]);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("an experiment of one's own is swept: its measures and its figures", async () => {
  const folder = await Deno.makeTempDir();
  const out = join(folder, "out");
  const run = await command([
    "reproduce",
    ...own,
    ...["--sweep", "vanilla.cells.count=8,16", "--cache", join(folder, "cache"), "--out", out],
  ]);
  assert.equal(run.status, 0, run.stderr);
  const [, ...rows] = (await Deno.readTextFile(join(out, "sweep", "table.csv"))).trim().split(
    "\r\n",
  ).map((line) => line.split(","));
  const of = (measure: string) =>
    rows.filter((row) => row.at(-3) === measure).map(([count, seed]) => `${count} ${seed}`);
  const points = ["8 0", "8 1", "16 0", "16 1"];
  const [extents, table] = ["extent.extent", "extent.table"];
  for (
    const measure of [
      `${extents}.x`,
      `${extents}.y`,
      `mean of ${extents}.each`,
      `mean of ${table}.y`,
    ]
  ) {
    assert.deepEqual(of(measure), points, measure);
  }
  for (const point of ["count=8", "count=16"]) {
    assert.match(await Deno.readTextFile(join(out, point, "apart.svg")), /2 seeds/);
    const png = await Deno.readFile(join(out, point, "apart.png"));
    assert.deepEqual([...png.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
  }
  await Deno.remove(folder, { recursive: true });
});
