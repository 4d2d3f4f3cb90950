import assert from "node:assert/strict";
import { parseSeeds } from "../../../cli/prepare.ts";
import { UsageError } from "../../../pipeline/errors.ts";
import {
  parseConfiguration,
  profileNames,
  readProfile,
} from "../../../stages/configuration/profile.ts";
import { applySettings } from "../../../stages/configuration/settings.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";

const paper = parseConfiguration({}, "the defaults");

Deno.test("applySettings() changes every parameter that a shorter path matches, and lists them", () => {
  const { configuration, settings } = applySettings(paper, ["trajectories=30"]);
  assert.equal(configuration.spatial.vanilla.active.trajectories, 30);
  assert.equal(configuration.spatial.vanilla.totalVariance.trajectories, 30);
  assert.ok(settings[0]!.matches.includes("spatial.vanilla.quiescent.trajectories"));
  assert.equal(paper.spatial.vanilla.active.trajectories, 200, "the original is left alone");
});

Deno.test("applySettings() changes one parameter by its whole path or by words of it in order", () => {
  for (const path of ["spatial.vanilla.train.learningRate", "spatial.vanilla.learningRate"]) {
    const { configuration, settings } = applySettings(paper, [`${path}=0.002`]);
    assert.equal(configuration.spatial.vanilla.train.learningRate, 0.002);
    assert.deepEqual(settings[0]!.matches, ["spatial.vanilla.train.learningRate"]);
  }
  const { configuration } = applySettings(paper, ["train.noiseLaw=gaussian"]);
  assert.equal(configuration.spatial.vanilla.train.noiseLaw, "gaussian");
});

Deno.test("applySettings() refuses words out of order, unknown words and wrong values", () => {
  for (
    const typed of ["train.vanilla.steps=3", "stepz=3", "train=3", "steps=1.5", "noiseLaw=pink"]
  ) {
    assert.throws(() => applySettings(paper, [typed]), UsageError, typed);
  }
});

Deno.test("a quiescent phase follows the law of the training unless it is set", () => {
  const laws = (typed: string[]) => {
    const graph = experiment(applySettings(paper, typed).configuration);
    const law = (name: string) =>
      (graph.actions.get(name)!.parameters["noise"] as { law: string }).law;
    const path = "spatial/vanilla/noisy/unbiased/seed0";
    return [law(`${path}/train`), law(`${path}/quiescent/rollout`)];
  };
  assert.deepEqual(laws([]), ["uniform", "uniform"]);
  assert.deepEqual(laws(["train.noiseLaw=gaussian"]), ["gaussian", "gaussian"]);
  assert.deepEqual(laws(["quiescent.noiseLaw=gaussian"]), ["uniform", "gaussian"]);
});

Deno.test("readProfile() gives the paper's sizes for full, and every profile builds a graph", async () => {
  for (const name of profileNames) experiment(await readProfile(name));
  const full = await readProfile("full");
  assert.deepEqual(full.seeds, [0, 1, 2, 3, 4]);
  const { network, cells, train, quiescent, totalVariance } = full.spatial.vanilla;
  assert.deepEqual(
    [network.units, cells.count, train.batchSize, train.steps, train.batches, train.learningRate],
    [512, 512, 200, 100, 2500, 0.001],
  );
  assert.deepEqual([quiescent.steps, totalVariance.trajectories, totalVariance.from], [
    1000,
    500,
    1000,
  ]);
});

Deno.test("parseSeeds() reads numbers and ranges, each once and in order", () => {
  assert.deepEqual(parseSeeds("4, 0,2-3,3"), [0, 2, 3, 4]);
  for (const text of ["", "1-", "3-1", "-1", "x", "1.5", "0-99999999"]) {
    assert.throws(() => parseSeeds(text), UsageError, text);
  }
});
