import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { captions } from "../../figures/captions.ts";
import { plateIds } from "../../figures/plates.ts";
import { command, digestsOf, eventsOf } from "../support/command.ts";
import { copyTree } from "../support/copied_tree.ts";

/** Names of the actions that would run. */
async function plannedBy(args: readonly string[]): Promise<string[]> {
  const { status, stdout } = await command(["reproduce", ...args, "--dry-run", "--json"]);
  assert.equal(status, 0);
  const { run, actions } = JSON.parse(stdout);
  assert.equal(run, actions.length);
  return actions.map(({ label }: { label: string }) => label);
}

const PNG = [0x89, 0x50, 0x4e, 0x47];
const PDF = Array.from("%PDF", (letter) => letter.charCodeAt(0));

Deno.test("reproduce makes every figure, the same bytes for any --jobs, and then nothing", async (t) => {
  const folder = await Deno.makeTempDir();
  const [out, one, three] = ["out", "one", "three"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const smoke = ["reproduce", "--profile", "smoke", "--json", "--out", out];
  const first = await command([...smoke, "--cache", three, "--jobs", "3"]);
  assert.equal(first.status, 0, first.stderr);

  await t.step("all figures and the page are there", async () => {
    const page = await Deno.readTextFile(join(out, "index.html"));
    for (const id of [...Object.keys(captions), ...plateIds]) {
      assert.ok(page.includes(`id="${id}"`), `${id} on the page`);
      assert.match(await Deno.readTextFile(join(out, `${id}.svg`)), /^<svg /);
      assert.deepEqual([...(await Deno.readFile(join(out, `${id}.png`))).subarray(0, 4)], PNG);
      assert.deepEqual([...(await Deno.readFile(join(out, `${id}.pdf`))).subarray(0, 4)], PDF);
    }
  });

  await t.step("a second run executes nothing and repairs the output folder", async () => {
    const wanted = await Deno.readFile(join(out, "fig2e.svg"));
    await Deno.remove(join(out, "fig1b.svg"));
    await Deno.writeTextFile(join(out, "fig2e.svg"), "edited");
    const second = await command([...smoke, "--cache", three]);
    assert.equal(second.status, 0, second.stderr);
    for (const line of second.stdout.trim().split("\n")) {
      assert.match(JSON.parse(line).time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, line);
    }
    const [done] = eventsOf(second, "done");
    assert.deepEqual(done, {
      event: "done",
      executed: 0,
      cached: eventsOf(second, "cached").length,
      failed: 0,
    });
    assert.deepEqual(second.events.at(-1), done);
    assert.deepEqual(await Deno.readFile(join(out, "fig2e.svg")), wanted);
    await Deno.stat(join(out, "fig1b.svg"));
  });

  await t.step("the artifacts are the expected ones; verify executes a sample again", async () => {
    const args = ["verify", "--profile", "smoke", "--cache", three, "--sample", "3", "--seed", "7"];
    const run = await command(args);
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stderr, /A sample of 3 of \d+ actions, chosen by --seed 7/);
    assert.match(run.stderr, /3 actions gave the same bytes again/);
  });

  await t.step("cache stats, gc and verify tell what is there and change nothing", async () => {
    const stats = await command(["cache", "stats", "--cache", three]);
    assert.match(stats.stdout, /^ +\S+ \wB +\d+ {2}train$/m);
    const gc = await command(["cache", "gc", "--cache", three, "--size", "1kB", "--dry-run"]);
    assert.match(gc.stdout, /^Would remove 0 results, /);
    assert.match(gc.stdout, /^\d+ MB above the size stay\. What is left is kept:$/m);
    assert.match(gc.stdout, /^ +\d+ MB {2}for named profiles \("deno task runs"; "cache forget"/m);
    const verify = await command(["cache", "verify", "--cache", three]);
    assert.equal(verify.status, 0, verify.stdout);
    assert.match(verify.stdout, /^\d+ blobs are good \(.*\), 0 files are bad$/m);
    const absent = await command(["cache", "stats", "--cache", join(folder, "absent")]);
    assert.deepEqual([absent.status, absent.stdout], [2, ""]);
    assert.match(absent.stderr, /^error: There is no cache in /);
  });

  await t.step("--only runs a figure and what it needs; the plan is what runs", async () => {
    const args = ["--profile", "smoke", "--cache", three, "--only", "fig2e"];
    const set = [...args, "--set", "spatial.vanilla.divergence.points=150"];
    const planned = (await plannedBy(set)).sort();
    const run = await command(["reproduce", ...set, "--json", "--out", join(folder, "only")]);
    assert.equal(run.status, 0, run.stderr);
    assert.deepEqual(eventsOf(run, "executed").map(({ label }) => label).sort(), planned);
    assert.equal(planned.length, 13, "6 columns of 2 seeds and the figure");
    const page = await Deno.readTextFile(join(folder, "only", "index.html"));
    assert.ok(page.includes('id="fig2e"') && page.includes('id="fig1a"'), "and all that is cached");
  });

  await t.step("an edit of one panel redraws that panel and its plate", async () => {
    const tree = join(folder, "tree");
    await copyTree(tree);
    const path = join(tree, "figures", "fig1.ts");
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace('title: "Training"', 'title: "Learning"'));
    const words = [
      "--profile",
      "smoke",
      "--cache",
      three,
      "--json",
      "--out",
      join(folder, "edited"),
    ];
    const run = await command(["reproduce", ...words, "--only", "paper"], {
      tree: pathToFileURL(`${tree}/`),
    });
    assert.equal(run.status, 0, run.stderr);
    const executed = eventsOf(run, "executed").map(({ label }) => label);
    assert.deepEqual(executed, ["figures/fig1b", "figures/fig1"]);
    assert.match(await Deno.readTextFile(join(folder, "edited", "fig1.svg")), />Learning</);
  });

  await t.step(
    "--only paper leaves out what goes beyond it, and may stand beside other words",
    async () => {
      const args = ["--profile", "smoke", "--cache", join(folder, "none")];
      const [paper, both, all] = [
        await plannedBy([...args, "--only", "paper"]),
        await plannedBy([...args, "--only", "paper, beyond/claims"]),
        await plannedBy(args),
      ];
      assert.ok(paper.includes("claims") && paper.includes("figures/figS1"));
      assert.deepEqual([paper, both, all].map((each) => each.includes("beyond/claims")), [
        false,
        true,
        true,
      ]);
    },
  );

  await t.step("another cache, filled by one job at a time, holds the same bytes", async () => {
    // What the paper's claims rest on, and a figure; tests/torture/exactness_test.ts takes all, at length.
    const only = ["--only", "claims,fig2e"];
    const serial = await command([...smoke, ...only, "--cache", one, "--jobs", "1"]);
    assert.equal(serial.status, 0, serial.stderr);
    const digests = await digestsOf(one, "smoke");
    assert.ok(Object.keys(digests).length > 200);
    const wanted = await digestsOf(three, "smoke");
    for (const [name, digest] of Object.entries(digests)) assert.equal(digest, wanted[name], name);
  });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("reproduce --profile full trains, stops at Ctrl-C with a checkpoint, and goes on to the same bytes", async () => {
  const folder = await Deno.makeTempDir();
  const train = "spatial/vanilla/noisy/unbiased/seed0/train";
  const args = [
    ["reproduce", "--profile", "full", "--seeds", "0", "--only", train, "--json"],
    ["--set", "train.batches=6", "--set", "testEvery=3"],
  ].flat();
  const [stopped, whole] = ["stopped", "whole"].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  const first = await command([...args, "--cache", stopped], {
    onEvent: (event, process) => {
      if (event.event === "progress" && event.done === 1) process.kill("SIGINT");
    },
  });
  assert.equal(first.status, 130, first.stderr);
  assert.deepEqual(eventsOf(first, "interrupted").map(({ label }) => label), [train]);
  const second = await command([...args, "--cache", stopped]);
  assert.equal(second.status, 0, second.stderr);
  const batches = eventsOf(second, "progress").map(({ done }) => done);
  assert.ok(batches.length > 0 && batches.every((done) => done > 1), "went on after batch 1");
  const undisturbed = await command([...args, "--cache", whole]);
  assert.equal(undisturbed.status, 0, undisturbed.stderr);
  const [name] = [...Deno.readDirSync(join(whole, "runs"))].map((entry) => entry.name);
  const run = name!.replace(/\.json$/, "");
  assert.deepEqual(await digestsOf(stopped, run), await digestsOf(whole, run));
  await Deno.remove(folder, { recursive: true });
});

Deno.test("status --profile full says how long and how much disk the replication takes", async () => {
  const folder = await Deno.makeTempDir();
  const { status, stdout } = await command(["status", "--cache", folder]);
  assert.equal(status, 0);
  assert.match(stdout, /^\d+ to run, 0 cached; about \d+ (h|days).*, \d+(\.\d)? [MG]B of disk$/m);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the command line refuses bad input in one line, with exit status 2 or 1", async (t) => {
  const folder = await Deno.makeTempDir();
  const profile = join(folder, "mine.json");
  await Deno.writeTextFile(profile, '{ "spatial": { "vanilla": { "train": { "batchs": 3 } } } }');
  const broken = join(folder, "broken.json");
  await Deno.writeTextFile(broken, '{ "seeds": [');
  const file = join(folder, "file");
  await Deno.writeTextFile(file, "");
  const cases: [string, string[], number, RegExp][] = [
    ["an unknown profile", ["--profile", "quik"], 2, /profile "quik"; did you mean "quick"/],
    ["an unknown figure", ["--only", "fig2x"], 2, /Cannot find "fig2x".*did you mean "fig2/],
    ["an unknown parameter", ["--set", "lerningRate=1"], 2, /did you mean .*learningRate"/],
    [
      "a value of another kind",
      ["--set", "learningRate=fast"],
      2,
      /learningRate" is "fast", expected a number$/m,
    ],
    ["a value out of range", ["--set", "alpha=3"], 2, /network\.alpha" is 3, expected at most 1$/m],
    ["a setting without a value", ["--set", "alpha"], 2, /expected path=value/],
    [
      "an unknown key in a profile file",
      ["--profile", profile],
      2,
      /mine\.json": unknown key "spatial\.vanilla\.train\.batchs"; did you mean "batches"/,
    ],
    [
      "a profile file that is not JSON",
      ["--profile", broken],
      2,
      /Cannot read profile .*broken\.json"/,
    ],
    [
      "a profile file that is not there",
      ["--profile", "no/such.json"],
      2,
      /Cannot read profile "no\/such\.json"/,
    ],
    ["seeds that are none", ["--seeds", "a"], 2, /--seeds "a": expected numbers and ranges/],
    ["jobs that are none", ["--jobs", "0"], 2, /'0' is invalid/],
    ["an unknown option", ["--fast"], 2, /unknown option '--fast'/],
    ["a file as the cache folder", ["--cache", file], 1, /a file stands where a folder is needed/],
    [
      "a cache folder that cannot be made",
      ["--cache", "/proc/cache"],
      1,
      /Cannot make the cache folder "\/proc\/cache/,
    ],
  ];
  for (const [name, args, status, message] of cases) {
    await t.step(name, async () => {
      const profile = args.includes("--profile") ? [] : ["--profile", "smoke"];
      const run = await command(["reproduce", ...profile, "--cache", folder, ...args]);
      assert.equal(run.status, status, run.stderr);
      assert.match(run.stderr, message);
      const lines = run.stderr.trim().split("\n").filter((line) => !line.startsWith("(--help"));
      assert.equal(lines.length, 1, run.stderr);
    });
  }
  await Deno.remove(folder, { recursive: true });
});
