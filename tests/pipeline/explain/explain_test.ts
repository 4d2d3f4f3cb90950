import assert from "node:assert/strict";
import { explain } from "../../../pipeline/explain/explain.ts";
import { statusLines, statusRows } from "../../../pipeline/explain/status_table.ts";
import { compareAll } from "../../../pipeline/plan/comparison.ts";
import { selectActions } from "../../../pipeline/plan/select.ts";
import { Lock } from "../../../pipeline/store/lock.ts";
import { planRig, Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const TENSOR_BATTERY = (exp: number): string =>
  `export const run = (action) =>
    action.write("battery", new TextEncoder().encode('{"log":"1","exp":"${exp}"}'));`;

const HALVE = `import { text } from "./text.ts";
const numberOf = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
function half(x) {
  return x / 2;
}
export async function run(action) {
  await action.write("out", text(half(numberOf(await action.read("number")))));
}`;

const spec = (value: number) => ({
  stages: {
    ...STAGES,
    halve: {
      module: "halve.ts",
      inputs: { number: { format: "json" } },
      arithmetic: "tensor",
    },
    fail: { module: "fail.ts" },
  } as const,
  actions: [
    ...[0, 1].flatMap((seed) => [
      {
        labels: { noise: "noisy", seed },
        name: "add",
        stage: "add",
        parameters: { value: value + seed },
      },
      {
        labels: { noise: "noisy", seed },
        name: "halve",
        stage: "halve",
        inputs: { number: `noisy/seed${seed}/add.out` },
      },
    ]),
    { labels: { noise: "other", seed: 0 }, name: "add", stage: "add", parameters: { value: 7 } },
  ],
});

async function explained(rig: Rig, name: string): Promise<string> {
  const { plan } = await planRig(rig.folder, rig.spec, { cache: rig.cache });
  const [selected] = selectActions(plan.graph, [name]);
  return (await explain(plan, selected!, { verbose: false })).join("\n");
}

Deno.test("status and explain tell why an action runs, against its last result", async (t) => {
  const files = { ...FILES, "halve.ts": HALVE, "fail.ts": "throw new Error('no')" };
  await using rig = await Rig.create(files, spec(40));
  await rig.write("tensor_battery.ts", TENSOR_BATTERY(1));
  const rows = async () => {
    const { plan } = await planRig(rig.folder, rig.spec, { cache: rig.cache });
    const all = await compareAll(plan);
    const counts = statusRows(all).map((row) => [
      `${row.stage} ${row.condition}`,
      Object.fromEntries(Object.entries(row.counts).filter(([, count]) => count > 0)),
    ]);
    return { counts, lines: (why: boolean) => statusLines(all, { why, verbose: true }) };
  };

  await t.step("before the first run all is missing, never run", async () => {
    const { counts, lines } = await rows();
    assert.deepEqual(counts, [
      ["add noisy", { missing: 2, "never run": 2 }],
      ["add other", { missing: 1, "never run": 1 }],
      ["halve noisy", { missing: 2, input: 2, "never run": 2 }],
    ]);
    assert.match(lines(false)[0]!, /^stage +condition +cached +stale +missing +running +failed$/);
    assert.match(lines(true)[0]!, /failed +parameter +input +code +numerics +never run +evicted$/);
    assert.match(lines(false).at(-1)!, /^all +5$/);
    assert.match(await explained(rig, "noisy/seed0/halve"), /is missing.*\n.*never ran/);
  });
  await rig.run();
  await t.step("after it all is cached", async () => {
    assert.deepEqual((await rows()).counts.map(([, counts]) => counts), [
      { cached: 2 },
      { cached: 1 },
      { cached: 2 },
    ]);
    assert.match(
      await explained(rig, "noisy/seed0/halve"),
      /is cached\n {2}made .*\n {2}made here\n.*number.*\n.*out/,
    );
  });
  await t.step("a changed parameter shows old and new value, also behind an input", async () => {
    rig.spec = spec(50);
    assert.deepEqual((await rows()).counts.map(([, counts]) => counts), [
      { stale: 2, parameter: 2 },
      { cached: 1 },
      { stale: 2, input: 2 },
    ]);
    assert.match(
      await explained(rig, "noisy/seed1/halve"),
      /input number comes from noisy\/seed1\/add, which runs first:\n +parameter value: 41 → 51/,
    );
  });
  await t.step("an input made anew since is followed to what changed its maker", async () => {
    await rig.run({ targets: ["noisy/seed0/add"] });
    assert.match(
      await explained(rig, "noisy/seed0/halve"),
      /input number \w{12} → \w{12}, from noisy\/seed0\/add:\n +parameter value: 40 → 50/,
    );
    rig.spec = spec(40);
  });
  await t.step("changed code shows the function and the lines", async () => {
    await rig.write("halve.ts", "// A comment\n" + HALVE.replace("x / 2", "x / 3"));
    assert.deepEqual((await rows()).counts[2], ["halve noisy", { stale: 2, code: 2 }]);
    const text = await explained(rig, "noisy/seed1/halve");
    assert.match(text, /code: function half changed\n/);
    assert.match(text, /^ +- +return x \/ 2;\n +\+ +return x \/ 3;$/m);
    assert.doesNotMatch(text, /numberOf|comment/);
    await rig.write("halve.ts", HALVE);
  });
  await t.step("other arithmetic shows the first entry that differs", async () => {
    await rig.write("tensor_battery.ts", TENSOR_BATTERY(2));
    assert.deepEqual((await rows()).counts[2], ["halve noisy", { stale: 2, numerics: 2 }]);
    assert.match(
      await explained(rig, "noisy/seed1/halve"),
      /numerics: the tensor arithmetic first differs at "exp": "1" → "2"/,
    );
    await rig.write("tensor_battery.ts", TENSOR_BATTERY(1));
  });
  await t.step("a removed artifact counts as evicted", async () => {
    const { digests } = await rig.run();
    await Deno.remove(rig.blob(digests["other/seed0/add.out"]));
    assert.deepEqual((await rows()).counts[1], ["add other", { missing: 1, evicted: 1 }]);
    assert.match(await explained(rig, "other/seed0/add"), /no longer in the cache/);
  });
  await t.step("what another process executes counts as running", async () => {
    rig.spec = spec(60);
    const { plan } = await planRig(rig.folder, rig.spec, { cache: rig.cache });
    const { key } = plan.nodes.get("noisy/seed0/add")!.prepared!; // it has no inputs
    using _held = await Lock.acquire(plan.store.lockPath(key), () => {});
    assert.deepEqual((await rows()).counts[0], [
      "add noisy",
      { stale: 1, running: 1, parameter: 2 },
    ]);
  });
  await t.step("a failure is remembered until it is mended", async () => {
    const actions = [{ name: "fail", stage: "fail" }];
    rig.spec = { ...spec(40), actions };
    await rig.run();
    assert.deepEqual((await rows()).counts, [["fail ", { failed: 1, "never run": 1 }]]);
    assert.match(await explained(rig, "fail"), /is failed.*\n +its last execution failed: /);
  });
});
