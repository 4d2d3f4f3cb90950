import assert from "node:assert/strict";
import { join } from "node:path";
import { parseDigest } from "../../../pipeline/digest.ts";
import type { ActionKey } from "../../../pipeline/digest.ts";
import { holdOffRuns, holdRun } from "../../../pipeline/store/hold.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { cacheStats } from "../../../pipeline/tidy/cache_stats.ts";
import type { GcOptions, GcReport } from "../../../pipeline/tidy/collection.ts";
import { collectGarbage } from "../../../pipeline/tidy/gc.ts";
import { CacheServer } from "../../support/remote/cache_server.ts";
import { Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const add = (name: string, value: number, inputs: readonly string[] = []) => ({
  name,
  stage: "add",
  parameters: { value },
  ...(inputs.length === 0 ? {} : { inputs: { numbers: inputs } }),
});
const gc = (rig: Rig, options: Partial<GcOptions> = {}): Promise<GcReport> =>
  collectGarbage(rig.cache, { dryRun: false, grace: 0, ...options });
const newRig = (...actions: ReturnType<typeof add>[]): Promise<Rig> =>
  Rig.create(FILES, { stages: STAGES, actions });

function keyOf(run: RigRun, name: string): ActionKey {
  const event = run.events.find((event) => event.event === "executed" && event.label === name);
  if (event?.event !== "executed") throw new Error(`Action "${name}" was not executed`);
  return event.key;
}

/** Makes a result look as if it was last used so many days ago. */
function aged(rig: Rig, run: RigRun, name: string, days: number): void {
  const key = keyOf(run, name);
  const when = new Date(Date.now() - days * 86_400_000);
  Deno.utimeSync(join(rig.cache, "ac", key.slice(0, 2), key), when, when);
}

Deno.test("collectGarbage() keeps all that the last run of a named profile gave", async () => {
  await using rig = await newRig(add("x", 1), add("y", 2, ["x.out"]));
  const first = await rig.run();
  aged(rig, first, "x", 100);
  aged(rig, first, "y", 100);
  await gc(rig, { size: 0, age: 86_400 });
  const again = await rig.run();
  assert.deepEqual([again.executed, again.warnings], [[], []]);
});

Deno.test("collectGarbage() removes results by least recent use, down to a size or an age", async () => {
  await using rig = await newRig(add("x", 1));
  const runs: RigRun[] = [];
  for (const value of [10, 20, 30, 40]) {
    rig.spec = { stages: STAGES, actions: [add("x", value)] };
    runs.push(await rig.run());
  }
  runs.slice(0, 3).forEach((run, i) => aged(rig, run, "x", [5, 30, 10][i]!));
  const total = (await cacheStats(rig.cache)).total.bytes;

  const planned = await gc(rig, { age: 20 * 86_400, dryRun: true });
  assert.equal(planned.results, 1);
  assert.equal((await cacheStats(rig.cache)).total.bytes, total);
  assert.deepEqual(await gc(rig, { age: 20 * 86_400 }), planned);
  assert.equal((await cacheStats(rig.cache)).total.bytes, planned.left);
  const has = async (value: number): Promise<boolean> => {
    rig.spec = { stages: STAGES, actions: [add("x", value)] };
    return (await rig.run()).executed.length === 0;
  };
  assert.deepEqual([await has(10), await has(30), await has(40)], [true, true, true]);
  assert.equal(await has(20), false);

  rig.spec = { stages: STAGES, actions: [add("x", 40)] };
  await rig.run(); // this is what the profile has now
  aged(rig, runs[0]!, "x", 1);
  await gc(rig);
  const size = (await cacheStats(rig.cache)).total.bytes - 1;
  const shrunk = await gc(rig, { size });
  assert.equal(shrunk.results, 1);
  assert.ok(shrunk.left <= size && shrunk.needed === 0);
  assert.deepEqual([await has(10), await has(40)], [false, true]);
  const kept = await gc(rig, { size: 0 });
  assert.ok(kept.needed > 0 && kept.left === kept.needed);
  assert.deepEqual(kept.kept, { profiles: kept.left, running: 0, recent: 0 });
});

Deno.test("collectGarbage() removes stray files, but nothing new", async () => {
  await using rig = await newRig(add("x", 1));
  await rig.run();
  const strays = ["tmp/1-0-abc", "cas/00/" + "0".repeat(64), "cas/lost", "ac/zz", "work/odd"];
  await Deno.mkdir(join(rig.cache, "cas", "00"), { recursive: true });
  for (const stray of strays) await Deno.writeTextFile(join(rig.cache, stray), "stray");
  await Deno.symlink(rig.folder, join(rig.cache, "tmp", "link"));
  const fresh = await gc(rig, { grace: 3600 });
  assert.equal(fresh.stray, 0);
  assert.ok(fresh.kept.recent > 0 && fresh.kept.profiles > 0);
  const { stray, blobs, results } = await gc(rig);
  assert.ok(stray === 5 && blobs >= 1 && results === 0, `${stray} stray, ${blobs} blobs`);
  for (const path of strays) await assert.rejects(Deno.lstat(join(rig.cache, path)));
  await Deno.stat(rig.folder); // the link is gone, not what it points to
  assert.deepEqual((await rig.run()).executed, []);
});

Deno.test("collectGarbage() leaves running actions, their inputs and interrupted checkpoints alone", async () => {
  await using rig = await Rig.create({
    ...FILES,
    "slow.ts": FILES["steps.ts"].replace(
      "export async function run(action) {",
      `$&
      await action.readAll("numbers");`,
    ),
  }, {
    stages: { ...STAGES, slow: { ...STAGES.add, module: "slow.ts" } },
    actions: [
      add("x", 5),
      { name: "slow", stage: "slow", parameters: { steps: 60 }, inputs: { numbers: ["x.out"] } },
      add("after", 1, ["slow.out", "x.out"]),
    ],
  });
  let report: Promise<GcReport> | undefined;
  const run = await rig.run({
    listener: (event) => {
      if (event.event === "progress") report ??= gc(rig, { size: 0, age: 0 });
    },
  });
  await report;
  assert.deepEqual([run.failed, run.executed], [[], ["after", "slow", "x"]]);

  rig.spec = {
    ...rig.spec,
    actions: [add("x", 6), { name: "slow", stage: "steps", parameters: { steps: 61 } }],
  };
  const controller = new AbortController();
  await rig.run({
    stop: controller.signal,
    listener: (event) => event.event === "progress" && event.done > 20 && controller.abort(),
  });
  const work = (): string[] =>
    [...Deno.readDirSync(join(rig.cache, "work"))].map(({ name }) => name);
  assert.equal(work().length, 1);
  const { left, kept } = await gc(rig, { size: 0 });
  assert.ok(kept.running > 0);
  assert.equal(kept.profiles + kept.running + kept.recent, left);
  await gc(rig, { age: 3600 });
  assert.equal(work().length, 1);
  await gc(rig, { age: 0 });
  assert.equal(work().length, 0);
});

Deno.test("collectGarbage() takes nothing from a run that plans or goes on with a slow remote cache", async () => {
  await using rig = await newRig(add("x", 1), add("y", 2, ["x.out"]), add("z", 3, ["x.out"]));
  await rig.run();
  await using server = new CacheServer();
  server.misbehave = async () => { // the answer takes as long as that
    await gc(rig);
    await gc(rig, { size: 0, age: 0, grace: 3600 });
    return undefined;
  };
  for (const value of [1, 4]) {
    rig.spec = {
      ...rig.spec,
      actions: [add("x", value), add("y", 5, ["x.out"]), add("z", 3, ["x.out"])],
    };
    makeOld(rig.cache);
    const run = await rig.run({ remote: { url: server.url, upload: true } });
    assert.deepEqual([run.executed, run.failed], [value === 1 ? ["y"] : ["x", "y", "z"], []]);
    assert.ok(server.seen.length > 0);
  }
});

function makeOld(folder: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = join(folder, name);
    if (isDirectory) makeOld(path);
    else Deno.utimeSync(path, new Date(0), new Date(0));
  }
}

Deno.test("a run that begins while gc works waits, and says so", async () => {
  await using rig = await newRig(add("x", 1));
  await rig.run();
  const gcAtWork = await holdOffRuns(rig.cache);
  const { warnings } = await rig.run({
    listener: ({ event }) => event === "warning" && gcAtWork[Symbol.dispose](),
  });
  assert.deepEqual(warnings, [`Waiting until "cache gc" (process ${Deno.pid}) is done`]);
});

/** Does something when the first file is removed. */
async function atFirstRemoval(work: () => Promise<unknown>, during: (path: string) => unknown) {
  const { remove } = Deno;
  Deno.remove = async (path, options) => {
    Deno.remove = remove;
    await remove(path, options);
    await during(String(path));
  };
  try {
    await work();
  } finally {
    Deno.remove = remove;
  }
}

const isThere = (path: string): Promise<boolean> => Deno.lstat(path).then(() => true, () => false);

Deno.test("collectGarbage() leaves a result, with its blobs, that is used after it has looked", async () => {
  await using rig = await newRig(add("x", 1));
  const runs: RigRun[] = [];
  for (const value of [10, 20, 30]) {
    rig.spec = { stages: STAGES, actions: [add("x", value)] };
    runs.push(await rig.run());
  }
  const [older, old] = runs as [RigRun, RigRun, RigRun]; // as many as values
  aged(rig, older, "x", 50);
  aged(rig, old, "x", 40);
  const blobs = [older, old].map(({ digests }) => rig.blob(digests["x.out"]));
  for (const blob of blobs) await Deno.utime(blob, new Date(0), new Date(0));
  const store = await Store.open(rig.cache, () => {});
  await atFirstRemoval(
    async () => {
      const { results } = await gc(rig, { age: 20 * 86_400, grace: 86_400 });
      assert.equal(results, 1);
    },
    () => store.readResult(keyOf(old, "x")), // as a run does that plans
  );
  assert.ok(await store.readResult(keyOf(old, "x")));
  assert.deepEqual(await Promise.all(blobs.map(isThere)), [false, true]);
});

Deno.test("collectGarbage() leaves a blob that is stored again after it has looked", async () => {
  await using rig = await newRig(add("x", 1));
  const store = await Store.open(rig.cache, () => {});
  const texts = ["one", "two"].map((text) => new TextEncoder().encode(text));
  const blobs = await Promise.all(
    texts.map(async (text) => store.blobPath(await store.putBytes(text))),
  );
  for (const blob of blobs) await Deno.utime(blob, new Date(0), new Date(0));
  await atFirstRemoval(
    async () => void assert.equal((await gc(rig, { grace: 86_400 })).blobs, 1),
    (path) => store.putBytes(texts[path === blobs[0] ? 1 : 0]!),
  );
  assert.equal((await Promise.all(blobs.map(isThere))).filter(Boolean).length, 1);
});

Deno.test("collectGarbage() keeps runs/, locks/ and code/ from growing", async () => {
  await using rig = await newRig(add("x", 1));
  const names = (folder: string): string[] =>
    [...Deno.readDirSync(join(rig.cache, folder))].map(({ name }) => name).sort();
  const history = (name: string) => join(rig.cache, "runs", `${name}.json`);
  const first = await rig.run();
  for (const name of ["mine", "mine+0a", "mine+0b"]) {
    await Deno.copyFile(history("rig"), history(name));
  }
  rig.spec = { stages: STAGES, actions: [add("x", 2)] };
  await rig.run();
  await Deno.writeTextFile(history("mine"), "{}"); // the first result is the experiments' alone
  await Deno.mkdir(join(rig.cache, "locks", "some", "folder"), { recursive: true });
  await Deno.writeTextFile(join(rig.cache, "code", "0".repeat(64)), "1".repeat(64));
  assert.ok(names("locks").length > 3);

  assert.deepEqual(await gc(rig, { dryRun: true }), await gc(rig));
  assert.deepEqual(names("runs"), ["mine+0a.json", "mine+0b.json", "mine.json", "rig.json"]);
  assert.deepEqual(names("locks"), ["gc"]);
  for (const name of names("code")) {
    const store = await Store.open(rig.cache, () => {});
    assert.ok(
      await store.readBlob(parseDigest(await Deno.readTextFile(join(rig.cache, "code", name)))),
    );
  }

  aged(rig, first, "x", 10);
  {
    using _run = await holdRun(rig.cache, "mine+0b", () => {});
    const { results, histories } = await gc(rig, { age: 86_400 });
    assert.deepEqual([results, histories], [0, 0]); // it runs, and needs what the other has, too
    assert.deepEqual(names("locks"), ["gc", "mine+0b.run"]);
  }
  const planned = await gc(rig, { age: 86_400, dryRun: true });
  assert.deepEqual([planned.results, planned.histories], [1, 2]);
  assert.deepEqual(await gc(rig, { age: 86_400 }), planned);
  assert.deepEqual(names("runs"), ["mine.json", "rig.json"]);
  assert.deepEqual(names("locks"), ["gc"]);
});

Deno.test("collectGarbage() drops the history of an experiment that is older than the age", async () => {
  await using rig = await newRig(add("x", 1));
  await rig.run();
  const path = join(rig.cache, "runs", "rig+0a.json");
  await Deno.copyFile(join(rig.cache, "runs", "rig.json"), path);
  await Deno.utime(path, new Date(0), new Date(0));
  assert.equal((await gc(rig)).histories, 0);
  assert.equal((await gc(rig, { age: 86_400 })).histories, 1);
  assert.deepEqual((await rig.run()).executed, []); // the profile's own stays, with its results
});

Deno.test("cacheStats() adds up to what is on the disk", async () => {
  await using rig = await newRig(add("x", 1), add("y", 2, ["x.out"]));
  await rig.run();
  const stats = await cacheStats(rig.cache);
  assert.deepEqual(
    stats.stages.map(({ name, count }) => [name, count]).sort(),
    [["add", 2], ["plain battery", 1], ["tensor battery", 1]],
  );
  assert.deepEqual(stats.profiles.map(({ name, count }) => [name, count]), [["rig", 2]]);
  let bytes = 0;
  for (const folder of ["ac", "cas"]) {
    for (const { name } of Deno.readDirSync(join(rig.cache, folder))) {
      for (const file of Deno.readDirSync(join(rig.cache, folder, name))) {
        bytes += (await Deno.stat(join(rig.cache, folder, name, file.name))).size;
      }
    }
  }
  assert.equal(stats.total.bytes, bytes);
});
