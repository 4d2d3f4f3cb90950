import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../../pipeline/digest.ts";
import type { Executor } from "../../../pipeline/execute/executor.ts";
import { InProcessExecutor } from "../../../pipeline/execute/in_process_executor.ts";
import { Store } from "../../../pipeline/store/store.ts";
import { DAMAGES, flip } from "../../support/damage.ts";
import { Rig } from "../../support/rig.ts";
import type { RigRun } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

/** "late" is added to make the blob of "early" needed. */
const early = { name: "early", stage: "add", parameters: { value: 1234 } };
const consumers = (value: number) =>
  ["x", "y"].map((name, index) => ({
    name,
    stage: "add",
    parameters: { value: value + index },
    inputs: { numbers: ["early.out"] },
  }));

Deno.test("a damaged artifact that is needed is made again", async (t) => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early, ...consumers(0)] });
  const first = await rig.run();
  const blob = rig.blob(first.digests["early.out"]);
  let value = 0;
  for (const [damage, apply] of Object.entries(DAMAGES)) {
    await t.step(damage, async () => {
      apply(blob);
      value += 10;
      rig.spec = { stages: STAGES, actions: [early, ...consumers(value)] };
      const run = await rig.run();
      assert.deepEqual(run.executed, ["early", "x", "y"]);
      assert.deepEqual(run.failed, []);
      assert.equal(run.warnings.length, damage === "a missing file" ? 0 : 1);
      assert.equal(run.digests["early.out"], first.digests["early.out"]);
      assert.equal(digestOf(await Deno.readFile(blob)), first.digests["early.out"]);
      assert.equal(await Deno.readTextFile(rig.blob(run.digests["x.out"])), String(1234 + value));
    });
  }
});

/** `count` actions, and those that read all of them. */
const many = (count: number, readers: readonly string[]) => {
  const inputs = Array.from({ length: count }, (_, i) => (
    { name: `input${i}`, stage: "add", parameters: { value: 1000 + i } }
  ));
  const numbers = inputs.map(({ name }) => `${name}.out`);
  return (value: number) => ({
    stages: STAGES,
    actions: [
      ...inputs,
      ...readers.map((name, i) => (
        { name, stage: "add", parameters: { value: value + i }, inputs: { numbers } }
      )),
    ],
  });
};

Deno.test("however many inputs of an action are damaged, all are healed at once", async () => {
  const spec = many(9, ["sum"]);
  await using rig = await Rig.create(FILES, spec(0));
  const { digests } = await rig.run();
  for (let i = 0; i < 9; i++) flip(rig.blob(digests[`input${i}.out`]));
  rig.spec = spec(1);
  const run = await rig.run({ targets: ["sum"] });
  assert.deepEqual([run.failed, run.executed.length], [[], 10]);
  assert.equal(starts(run, "sum"), 2); // a flipped byte shows only when it is read
  assert.equal(run.digests["input8.out"], digests["input8.out"]);
});

Deno.test("a damaged artifact of many readers is made again once", async () => {
  const readers = Array.from({ length: 12 }, (_, i) => `reader${i}`);
  const spec = many(2, readers);
  await using rig = await Rig.create(FILES, spec(0));
  const first = await rig.run();
  for (const i of [0, 1]) flip(rig.blob(first.digests[`input${i}.out`]));
  rig.spec = spec(100);
  const run = await rig.run({ targets: readers, jobs: 3 });
  assert.deepEqual(run.executed, ["input0", "input1", ...readers].sort());
  assert.deepEqual(run.failed, []);
  const started = readers.reduce((sum, name) => sum + starts(run, name), 0);
  assert.ok(started <= 12 + 3, `${started} starts: only those that ran at once find the damage`);
});

Deno.test("an artifact that never stays whole is given up after three repairs, with all that reads it", async () => {
  const readers = ["reader0", "reader1", "reader2"];
  const spec = many(5, readers);
  await using rig = await Rig.create(FILES, spec(0));
  const first = await rig.run();
  const blob = rig.blob(first.digests["input3.out"]);
  flip(blob);
  rig.spec = spec(100);
  const run = await rig.run({
    targets: readers,
    listener: (event) => event.event === "executed" && event.label === "input3" && flip(blob),
  });
  assert.deepEqual(run.executed, ["input3", "input3", "input3"]);
  assert.deepEqual(run.failed, readers);
  for (const event of run.events) {
    if (event.event !== "failed") continue;
    assert.match(event.message, /^Its input [0-9a-f]{64} from "input3" was damaged again whenever/);
    assert.match(event.message, /the disk or another program alters files/);
  }
});

Deno.test("an action whose damaged input cannot be made again is blocked, also if it waits its turn", async () => {
  const readers = Array.from({ length: 6 }, (_, i) => `reader${i}`);
  const spec = many(1, readers);
  await using rig = await Rig.create(FILES, spec(0));
  const first = await rig.run();
  const blob = rig.blob(first.digests["input0.out"]);
  flip(blob);
  rig.spec = spec(100);
  const failing: Executor = {
    execute: (request, packages, hooks) =>
      request.name === "input0"
        ? Promise.resolve({ kind: "failed", message: "not today", detail: "" })
        : new InProcessExecutor().execute(request, packages, hooks),
  };
  const run = await rig.run({ targets: readers, jobs: 2, executor: failing });
  assert.deepEqual([run.failed, run.executed], [["input0"], []]);
  assert.deepEqual(run.blocked, readers);
});

Deno.test("a damaged target is made again once the damage is seen", async (t) => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early] });
  const { digests } = await rig.run();
  const digest = digestOf(await Deno.readFile(rig.blob(digests["early.out"])));
  for (const [damage, apply] of Object.entries(DAMAGES)) {
    await t.step(damage, async () => {
      apply(rig.blob(digest));
      const store = await Store.open(rig.cache, () => {});
      assert.equal(await store.readBlob(digest), undefined); // as figures and `verify` read it
      const run = await rig.run();
      assert.deepEqual(run.executed, ["early"]);
      assert.deepEqual(run.digests, digests);
      assert.deepEqual((await rig.run()).executed, []);
    });
  }
});

Deno.test("a damaged target is made again, also if its key is known only during the run", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early, ...consumers(5)] });
  const first = await rig.run();
  const key = keyOf(first, "early");
  for (const [damage, apply] of Object.entries(DAMAGES)) {
    await Deno.remove(join(rig.cache, "ac", key.slice(0, 2), key)); // so "early" runs first
    apply(rig.blob(first.digests["x.out"]));
    const run = await rig.run({ targets: ["x", "y"] });
    assert.deepEqual([run.executed, run.failed], [["early", "x"], []], damage);
    assert.deepEqual(run.digests, first.digests);
    assert.equal(await Deno.readTextFile(rig.blob(first.digests["x.out"])), "1239");
  }
});

Deno.test("a damaged result is a miss, said once", async (t) => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early, ...consumers(0)] });
  const first = await rig.run();
  const key = keyOf(first, "x");
  const path = resultPath(rig, key);
  const good = await Deno.readTextFile(path);
  const damages: Readonly<Record<string, string>> = {
    "no JSON": "{",
    "no object": "null",
    "no outputs": "{}",
    "another digest": good.replace(/"hash":"[0-9a-f]{64}"/, `"hash":"../../etc/passwd"`),
    "a failed execution": good.replace("{", `{"exitCode":1,`),
    "a size that is none": good.replace(/"sizeBytes":"\d+"/, `"sizeBytes":"many"`),
    "a time of its own": good.replace(/Timestamp":"\d+/, `Timestamp":"1999`),
    "another action's": await Deno.readTextFile(resultPath(rig, keyOf(first, "early"))),
    "a time that is none": good.replace(/Timestamp":"[^"]*"/, `Timestamp":"noon"`),
  };
  for (const [damage, text] of Object.entries(damages)) {
    await t.step(damage, async () => {
      await Deno.writeTextFile(path, text);
      const run = await rig.run();
      assert.deepEqual(run.executed, ["x"]);
      assert.equal(run.warnings.length, 1);
      assert.deepEqual(run.digests, first.digests);
    });
  }
  await t.step("a folder in its place", async () => {
    DAMAGES["a folder in its place"]!(path);
    assert.deepEqual((await rig.run()).executed, ["x"]);
  });
  await t.step("without one of its outputs", async () => {
    await Deno.writeTextFile(path, good.replace(/"outputFiles":\[.*\]/, `"outputFiles":[]`));
    assert.deepEqual((await rig.run()).executed, ["x"]);
  });
  await t.step("another size does not cost the artifact", async () => {
    await Deno.writeTextFile(path, good.replace(/"sizeBytes":"\d+"/, `"sizeBytes":"9"`));
    const run = await rig.run();
    assert.deepEqual([run.executed, run.warnings.length], [["x"], 1]);
  });
  await t.step("fields of the future are passed over", async () => {
    await Deno.writeTextFile(path, good.replace("{", `{"mood":"fine","outputSymlinks":[],`));
    assert.deepEqual((await rig.run()).executed, []);
  });
});

Deno.test("results that do not say whose they are, as of an earlier version, are misses, said once", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early, ...consumers(0)] });
  const first = await rig.run();
  for (const event of first.events) {
    if (event.event !== "executed") continue;
    const path = resultPath(rig, event.key);
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace(/,"stdoutRaw":"[^"]*"/, ""));
  }
  const run = await rig.run();
  assert.deepEqual([run.executed, run.digests], [first.executed, first.digests]);
  assert.equal(run.warnings.length, 1);
  assert.match(run.warnings[0]!, /has results of an earlier version/);
  assert.deepEqual((await rig.run()).warnings, []);
});

Deno.test("a lost history changes no work", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early] });
  await rig.run();
  await Deno.writeTextFile(join(rig.cache, "runs", "rig.json"), "[1");
  assert.deepEqual((await rig.run()).executed, []);
});

const starts = (run: RigRun, name: string): number =>
  run.events.filter((event) => event.event === "started" && event.label === name).length;

const resultPath = ({ cache }: Rig, key: string): string => join(cache, "ac", key.slice(0, 2), key);

function keyOf(run: RigRun, name: string): string {
  for (const event of run.events) {
    if (event.event === "executed" && event.label === name) return event.key;
  }
  throw new Error(`Action "${name}" was not executed`);
}
