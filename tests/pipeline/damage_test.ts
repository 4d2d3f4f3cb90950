import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../pipeline/digest.ts";
import { Store } from "../../pipeline/store.ts";
import { Rig } from "./rig.ts";
import type { RigRun } from "./rig.ts";
import { FILES, STAGES } from "./rig_modules.ts";

/** "late" is added to make the blob of "early" needed. */
const early = { name: "early", stage: "add", parameters: { value: 1234 } };
const consumers = (value: number) =>
  ["x", "y"].map((name, index) => ({
    name,
    stage: "add",
    parameters: { value: value + index },
    inputs: { numbers: ["early.out"] },
  }));

/** What can befall a file, and whether it can be seen without reading it. */
const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  "a flipped byte": (path) => {
    const bytes = Deno.readFileSync(path);
    bytes[0]! ^= 1;
    replace(path, bytes);
  },
  "a truncated file": (path) => replace(path, Deno.readFileSync(path).subarray(0, 2)),
  "an emptied file": (path) => replace(path, new Uint8Array()),
  "a missing file": (path) => Deno.removeSync(path),
  "a folder in its place": (path) => {
    Deno.removeSync(path);
    Deno.mkdirSync(join(path, "nested"), { recursive: true });
  },
};

function replace(path: string, bytes: Uint8Array): void {
  Deno.removeSync(path); // blobs are read-only
  Deno.writeFileSync(path, bytes);
}

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

Deno.test("a damaged result is a miss, said once", async (t) => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early, ...consumers(0)] });
  const first = await rig.run();
  const key = keyOf(first, "x");
  const path = join(rig.cache, "ac", key.slice(0, 2), key);
  const good = await Deno.readTextFile(path);
  const damages: Readonly<Record<string, string>> = {
    "no JSON": "{",
    "no object": "null",
    "no outputs": "{}",
    "another digest": good.replace(/"hash":"[0-9a-f]{64}"/, `"hash":"../../etc/passwd"`),
    "a failed execution": good.replace("{", `{"exitCode":1,`),
    "a size that is none": good.replace(/"sizeBytes":"\d+"/, `"sizeBytes":"many"`),
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
    assert.deepEqual([run.executed, run.warnings], [["x"], []]);
  });
  await t.step("fields of the future are passed over", async () => {
    await Deno.writeTextFile(path, good.replace("{", `{"mood":"fine","outputSymlinks":[],`));
    assert.deepEqual((await rig.run()).executed, []);
  });
});

Deno.test("a lost history changes no work", async () => {
  await using rig = await Rig.create(FILES, { stages: STAGES, actions: [early] });
  await rig.run();
  await Deno.writeTextFile(join(rig.cache, "runs", "rig.json"), "[1");
  assert.deepEqual((await rig.run()).executed, []);
});

function keyOf(run: RigRun, name: string): string {
  for (const event of run.events) {
    if (event.event === "executed" && event.label === name) return event.key;
  }
  throw new Error(`Action "${name}" was not executed`);
}
