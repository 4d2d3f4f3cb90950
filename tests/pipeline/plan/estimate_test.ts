import assert from "node:assert/strict";
import { Estimate } from "../../../pipeline/plan/estimate.ts";
import { planRig, Rig } from "../../support/rig.ts";
import { FILES, STAGES } from "../../support/rig_modules.ts";

Deno.test("Estimate learns from what a stage took with other parameters", async () => {
  const spec = (steps: number) => ({
    stages: { steps: { ...STAGES.steps, seconds: 100 } },
    actions: [{ name: "a", stage: "steps", parameters: { steps } }],
  });
  await using rig = await Rig.create(FILES, spec(5));
  await rig.run();
  const { plan } = await planRig(rig.folder, spec(6), {});
  const left = new Estimate(plan, 1).secondsLeft();
  assert.ok(left > 0.01 && left < 20, `${left} s, not the 100 s that the stage says`);
});

Deno.test("Estimate follows the longest way and learns from what was measured", async () => {
  const add = { ...STAGES.add, seconds: 10 };
  const chain = (name: string, from?: string) => ({
    name,
    stage: "add",
    parameters: { name },
    ...(from === undefined ? {} : { inputs: { numbers: [`${from}.out`] } }),
  });
  await using rig = await Rig.create(FILES, {
    stages: { add },
    actions: [chain("a"), chain("b", "a"), chain("c", "b"), chain("alone")],
  });
  const { plan } = await planRig(rig.folder, rig.spec, {});
  const [a, b] = ["a", "b"].map((name) => plan.nodes.get(name)!); // both are in the graph
  assert.equal(new Estimate(plan, 1).secondsLeft(), 40);
  const estimate = new Estimate(plan, 4);
  assert.equal(estimate.secondsLeft(), 30);
  assert.deepEqual([estimate.secondsToEnd(a!), estimate.secondsToEnd(b!)], [30, 20]);
  estimate.progress(a!, 0.5);
  assert.equal(estimate.secondsLeft(), 25);
  estimate.observe(a!, 5);
  estimate.close(a!);
  assert.equal(estimate.seconds(b!), 5);
  estimate.reopen(a!);
  assert.equal(new Estimate(plan, 1).seconds(a!), 10);
});
