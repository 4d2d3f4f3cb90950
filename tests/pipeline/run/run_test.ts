import assert from "node:assert/strict";
import { join } from "node:path";
import { Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

/** Two roots, two in the middle, one at the end. */
const DIAMOND = {
  stages: STAGES,
  actions: [
    { name: "root", stage: "add", parameters: { value: 1 } },
    { name: "left", stage: "add", parameters: { value: 2 }, inputs: { numbers: ["root.out"] } },
    { name: "right", stage: "add", parameters: { value: 3 }, inputs: { numbers: ["root.out"] } },
    {
      name: "sum",
      stage: "add",
      parameters: { value: 0 },
      inputs: { numbers: ["left.out", "right.out"] },
    },
  ],
};
const ALL = ["left", "right", "root", "sum"];

Deno.test("runPlan() executes each action once, and nothing the second time", async () => {
  await using rig = await Rig.create(FILES, DIAMOND);
  const first = await rig.run();
  assert.deepEqual(first.executed, ALL);
  assert.equal(await Deno.readTextFile(rig.blob(first.digests["sum.out"])), "7");
  assert.deepEqual(first.events.at(-1), { event: "done", executed: 4, cached: 0, failed: 0 });
  const second = await rig.run();
  assert.deepEqual(second.executed, []);
  assert.deepEqual(second.cached, ALL);
  assert.deepEqual(second.digests, first.digests);
  assert.deepEqual(second.events.at(-1), { event: "done", executed: 0, cached: 4, failed: 0 });
});

Deno.test("runPlan() gives the same artifacts for any number of jobs and any folder", async () => {
  await using one = await Rig.create(FILES, DIAMOND);
  await using four = await Rig.create(FILES, DIAMOND);
  const first = await one.run({ jobs: 1 });
  const second = await four.run({ jobs: 4 });
  assert.deepEqual(second.digests, first.digests);
  const keys = (run: typeof first): string[] =>
    run.events.flatMap((event) => event.event === "executed" ? [event.key] : []).sort();
  assert.deepEqual(keys(second), keys(first));
  assert.deepEqual(storedIn(four.cache), storedIn(one.cache));
});

/** Names of the blobs, results and records of code in a cache; blobs are named by their bytes. */
function storedIn(cache: string): string[] {
  const walk = (folder: string): string[] =>
    [...Deno.readDirSync(join(cache, folder))].flatMap(({ name, isDirectory }) =>
      isDirectory ? walk(`${folder}/${name}`) : [`${folder}/${name}`]
    );
  const records = walk("code").map((name) => `${name} ${Deno.readTextFileSync(join(cache, name))}`);
  return [...["cas", "ac"].flatMap(walk), ...records].sort();
}

Deno.test("runPlan() executes only what the given targets rest on", async () => {
  await using rig = await Rig.create(FILES, DIAMOND);
  assert.deepEqual((await rig.run({ targets: ["left"] })).executed, ["left", "root"]);
  assert.deepEqual((await rig.run()).executed, ["right", "sum"]);
});

Deno.test("runPlan() starts the longest way first", async () => {
  const actions = [
    { name: "short", stage: "add", parameters: { value: 1 } },
    { name: "long", stage: "steps", parameters: { steps: 1 } },
  ];
  const stages = { ...STAGES, steps: { ...STAGES.steps, seconds: 10 } };
  await using rig = await Rig.create(FILES, { stages, actions });
  const { events } = await rig.run({ jobs: 1 });
  const started = events.flatMap((event) => event.event === "started" ? [event.label] : []);
  assert.deepEqual(started, ["long", "short"]);
});
