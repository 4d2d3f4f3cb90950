import assert from "node:assert/strict";
import { join } from "node:path";
import { stopBundler } from "../../../pipeline/code/bundle.ts";
import { makePlan, replan } from "../../../pipeline/plan/plan.ts";
import { planRig, Rig } from "../../support/rig.ts";

const chain = {
  stages: {
    make: { module: "make.ts" },
    copy: { module: "copy.ts", inputs: { from: { format: "json" as const } } },
  },
  actions: [
    { name: "a", stage: "make" },
    { name: "b", stage: "copy", inputs: { from: "a.out" } },
    { name: "c", stage: "copy", inputs: { from: "b.out" } },
  ],
};

const files = {
  "make.ts": `export const run = (action) => action.write("out", new TextEncoder().encode("1"));`,
  "copy.ts": `export async function run(action) {
    const text = new TextDecoder().decode(await action.read("from"));
    await action.write("out", new TextEncoder().encode(text + "1"));
  }`,
};

Deno.test("replan() looks up what is new to it, and nothing that the plan has", async (t) => {
  await using rig = await Rig.create(files, chain);
  assert.deepEqual((await rig.run()).failed, []);
  const { plan } = await planRig(rig.folder, rig.spec, { cache: rig.cache, targets: ["b"] });
  using _hold = plan.hold;
  await stopBundler();
  const states = async (of: Promise<typeof plan>) =>
    [...(await of).nodes].map(([name, { reason }]) => reason === undefined ? name : `${name}: run`);
  assert.deepEqual([...plan.nodes.keys()], ["a", "b"]);

  await t.step("what it has not is found in the cache", async () => {
    assert.deepEqual(await states(replan(plan, ["c"])), ["a", "b", "c"]);
  });
  await t.step("what it has is not read again", async () => {
    await Deno.rename(join(rig.cache, "ac"), join(rig.cache, "ac away"));
    await Deno.mkdir(join(rig.cache, "ac"));
    assert.deepEqual(await states(replan(plan, ["b", "c"])), ["a", "b", "c: run"]);
    assert.deepEqual(await states(makePlan(plan, ["b"])), ["a: run", "b: run"]);
    await Deno.remove(join(rig.cache, "ac"));
    await Deno.rename(join(rig.cache, "ac away"), join(rig.cache, "ac"));
  });
  await t.step("a result of other inputs is not taken over", async () => {
    const [a, b, c] = [...(await replan(plan, ["c"])).nodes.values()];
    const changed = { ...a!, result: { ...a!.result!, outputs: b!.result!.outputs } };
    const nodes = new Map([["a", changed], ["b", b!]]);
    const found = await replan({ ...plan, nodes }, ["b"]);
    assert.deepEqual(found.nodes.get("b")!.result!.outputs, c!.result!.outputs);
  });
  await t.step("an artifact that is gone is made again", async () => {
    await Deno.remove(rig.blob(plan.nodes.get("b")!.result!.outputs["out"]!.digest));
    assert.deepEqual(await states(replan(plan, ["b", "c"])), ["a", "b: run", "c"]);
    assert.equal(plan.nodes.get("b")!.reason, undefined, "the plan itself stays as it is");
  });
});
