import assert from "node:assert/strict";
import { Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

const parity = `import { text } from "./text.ts";
export async function run(action) {
  const number = JSON.parse(new TextDecoder().decode(await action.read("number")));
  await action.write("out", text(number % 2));
}`;
const label = `export async function run(action) {
  await action.write("out", await action.asset("label"));
}`;
const files = { ...FILES, "parity.ts": parity, "label.ts": label, "label.txt": "one" };
const spec = (value: number, other = 5) => ({
  stages: {
    ...STAGES,
    parity: { module: "parity.ts", inputs: { number: { format: "json" } } },
    label: { module: "label.ts", assets: { label: "label.txt" }, arithmetic: "tensor" },
  } as const,
  actions: [
    { name: "number", stage: "add", parameters: { value } },
    { name: "other", stage: "add", parameters: { value: other } },
    { name: "parity", stage: "parity", inputs: { number: "number.out" } },
    { name: "end", stage: "add", parameters: { value: 0 }, inputs: { numbers: ["parity.out"] } },
    { name: "label", stage: "label" },
  ],
});
const reasons = (run: Awaited<ReturnType<Rig["run"]>>): Record<string, string> =>
  Object.fromEntries(
    run.events.flatMap((event) => event.event === "started" ? [[event.label, event.reason]] : []),
  );

Deno.test("a changed parameter, asset or fingerprint reruns what it reaches, and says why", async (t) => {
  await using rig = await Rig.create(files, spec(1));
  await rig.run();

  await t.step("the same bytes from an upstream rerun stop there", async () => {
    rig.spec = spec(3);
    const run = await rig.run();
    assert.deepEqual(run.executed, ["number", "parity"]);
    assert.deepEqual(run.cached, ["end", "label", "other"]);
    assert.equal(reasons(run)["number"], `parameter "value" is 3, was 1`);
  });
  await t.step("going back to an earlier value executes nothing", async () => {
    rig.spec = spec(1);
    assert.deepEqual((await rig.run()).executed, []);
  });
  await t.step("a changed parameter of one action leaves the others alone", async () => {
    rig.spec = spec(1, 6);
    assert.deepEqual((await rig.run()).executed, ["other"]);
  });
  await t.step("a changed asset reruns its stage only", async () => {
    await rig.write("label.txt", "two");
    const run = await rig.run();
    assert.deepEqual(run.executed, ["label"]);
    assert.equal(reasons(run)["label"], `asset "label" changed`);
  });
  const battery = (digits: number): string =>
    `export const run = (action) => action.write("battery", new Uint8Array([${digits}]));`;
  await t.step("another tensor arithmetic reruns the tensor stages only", async () => {
    await rig.write("tensor_battery.ts", battery(1));
    const run = await rig.run();
    assert.deepEqual(run.executed, ["label"]);
    assert.equal(reasons(run)["label"], "the tensor arithmetic of this machine is another");
  });
  await t.step("another plain arithmetic reruns everything", async () => {
    await rig.write("plain_battery.ts", battery(2));
    const run = await rig.run();
    assert.deepEqual(run.executed, ["end", "label", "number", "other", "parity"]);
    assert.deepEqual(run.failed, []);
  });
  await t.step(
    "a battery that is written otherwise but gives the same bytes reruns nothing",
    async () => {
      await rig.write("plain_battery.ts", battery(2).replace("[2]", "[1 + 1 + 0 * Date.now()]"));
      assert.deepEqual((await rig.run()).executed, []);
    },
  );
});
