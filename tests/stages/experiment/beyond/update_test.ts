import assert from "node:assert/strict";
import { parseConfiguration } from "../../../../stages/configuration/profile.ts";
import { experiment } from "../../../../stages/experiment/experiment.ts";

const { actions } = experiment(parseConfiguration({ seeds: [3] }, "the defaults"), [
  "released",
  "described",
]);

Deno.test("experiment() compares the update of every network of a seed under each protocol", () => {
  const names = [...actions.keys()].filter((name) => name.endsWith("/learnedUpdate"));
  const released = names.filter((name) => !name.startsWith("described/"));
  assert.deepEqual(released.toSorted(), [
    "headDirection/vanilla/noisy/biased/seed3/learnedUpdate",
    "headDirection/vanilla/noisy/unbiased/seed3/learnedUpdate",
    "spatial/gru/noisy/biased/seed3/learnedUpdate",
    "spatial/gru/noisy/unbiased/seed3/learnedUpdate",
    "spatial/vanilla/noiseless/biased/seed3/learnedUpdate",
    "spatial/vanilla/noiseless/unbiased/seed3/learnedUpdate",
    "spatial/vanilla/noisy/biased/seed3/learnedUpdate",
    "spatial/vanilla/noisy/unbiased/seed3/learnedUpdate",
    "spatial/vanilla/random/seed3/learnedUpdate",
  ]);
  // A network without noise is kicked as hard as its noisy companions, and so under each protocol.
  assert.deepEqual(names.length, 2 * released.length);
  const still = "spatial/vanilla/noiseless/biased/seed3/learnedUpdate";
  const scaleOf = (name: string) => actions.get(name)!.parameters.scale;
  assert.deepEqual(actions.get(still)!.parameters.noise, { law: "none", sigma: 0 });
  assert.deepEqual(scaleOf(still), { law: "uniform", sigma: 0.01 });
  assert.deepEqual(scaleOf(`described/${still}`), { law: "gaussian", sigma: 0.01 });
  assert.equal(actions.get(still)!.parameters.condition, "B");
});

Deno.test("experiment() draws walks of their own for it, the same for all networks of a bias", () => {
  const walks = [...actions.keys()].filter((name) => name.endsWith("/update/trajectories"));
  assert.equal(walks.length, 6, "two biases, two cells on the plane and one on the circle");
  for (const name of walks) {
    const { count, steps, set } = actions.get(name)!.parameters;
    assert.deepEqual([count, steps, set], [1000, 100, "update"]);
  }
});
