import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { parseConfiguration } from "../../../stages/configuration/profile.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { run as headings } from "../../../stages/head_direction_trajectories/run.ts";
import { spatialVanilla as initialWeights } from "../../../stages/initial_weights/run.ts";
import { run as placeCells } from "../../../stages/place_cells/run.ts";
import { spatialVanilla as rollOut } from "../../../stages/rollout/run.ts";
import { run as walks } from "../../../stages/spatial_trajectories/run.ts";
import { plain } from "../../support/remembering_network.ts";
import { runModule } from "../../support/run_module.ts";

const { spatial: { vanilla }, headDirection } = parseConfiguration({}, "the defaults");
const { motion } = vanilla;
const turning = { ...headDirection.vanilla.motion, biased: false };

type Set = "first" | "second" | "update";

const sizes = { seed: 1, count: 3, steps: 4 };
const tasks = {
  plane: (set: Set) => runModule(walks, { ...sizes, set, motion }),
  circle: (set: Set) => runModule(headings, { ...sizes, set, motion: turning }),
};

for (const [task, outputs] of Object.entries(tasks)) {
  const coordinates = async (set: Set) => decodeNpy((await outputs(set)).coordinates);

  for (const set of ["second", "update"] as const) {
    Deno.test(`the ${set} evaluation set on the ${task} is another, also by its starts`, async () => {
      const [first, other] = [await coordinates("first"), await coordinates(set)];
      assert.deepEqual(first.shape, other.shape);
      const shared = first.data.filter((value, i) => value === other.data[i]);
      assert.equal(shared.length, 0);
    });
  }
}

Deno.test("a rollout of the second set has noise of its own", async () => {
  const network = { ...vanilla.network, units: 8 };
  const cells = { ...vanilla.cells, count: 10 };
  const { boxWidth, boxHeight } = motion;
  const { centres } = await runModule(placeCells, { seed: 1, count: 10, boxWidth, boxHeight });
  const { weights } = await runModule(initialWeights, { seed: 1, network, cells });
  const inputs = { weights, centres, ...await tasks.plane("first") };
  const peaks = async (set: Set, sigma: number) => {
    const noise = { law: "gaussian", sigma } as const;
    const phase = { phase: "active", trajectories: 3, steps: 4, noise, set } as const;
    const rolled = { ...phase, starts: "own", components: 0, variant: plain } as const;
    const parameters = { seed: 1, network, cells, motion, ...rolled };
    return decodeNpy((await runModule(rollOut, parameters, inputs)).peak).data;
  };
  assert.deepEqual(await peaks("second", 0), await peaks("first", 0));
  assert.notDeepEqual(await peaks("second", 0.1), await peaks("first", 0.1));
});

Deno.test("experiment() compares each network's activity with that along the second set", () => {
  const { actions } = experiment(parseConfiguration({}, "the defaults"), ["released"]);
  const again = [...actions.keys()].filter((name) => name.endsWith("/activeAgain/rollout"));
  assert.equal(again.length, 5 * 8, "four vanilla, two GRUs and two on head direction a seed");
  for (const name of again) {
    const { parameters, inputs } = actions.get(name)!;
    const first = actions.get(name.replace("activeAgain", "active"))!;
    assert.deepEqual({ ...parameters, set: "first", components: 0 }, {
      ...first.parameters,
      components: 0,
    });
    for (const input of ["coordinates", "updates"]) {
      assert.match(JSON.stringify(inputs[input]), /again\/trajectories/);
      assert.doesNotMatch(JSON.stringify(first.inputs[input]), /again\/trajectories/);
    }
  }
});
