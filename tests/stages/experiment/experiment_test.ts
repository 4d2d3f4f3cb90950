import assert from "node:assert/strict";
import { plateIds, plates } from "../../../figures/plates.ts";
import { parseConfiguration } from "../../../stages/configuration/profile.ts";
import { experiment, paperExperiment } from "../../../stages/experiment/experiment.ts";

const paper = parseConfiguration({}, "the defaults");

Deno.test("experiment() trains the paper's 40 networks under one protocol", () => {
  const { actions } = experiment(paper, ["released"]);
  const trained = [...actions.values()].filter(({ stage }) => stage.name === "train");
  assert.equal(trained.length, 40);
});

Deno.test("paperExperiment() is the part of experiment() that has nothing beyond the paper", () => {
  const whole = experiment(paper), part = paperExperiment(paper);
  for (const [name, action] of part.actions) assert.deepEqual(whole.actions.get(name), action);
  const isOurs = (name: string) => /^beyond\/|^figures\/(fig|table)S[2-9]/.test(name);
  assert.deepEqual(part.targets, whole.targets.filter((name) => !isOurs(name)));
  assert.ok(whole.targets.some(isOurs));
});

Deno.test("experiment() has a plate of each figure of several panels, of those panels' drawings", () => {
  const { actions, targets } = experiment(paper, ["released", "described"]);
  for (const prefix of ["figures", "described/figures"]) {
    for (const figure of plateIds) {
      const { inputs, stage } = actions.get(`${prefix}/${figure}`)!;
      const panels = plates[figure].flat().map((id) => `${prefix}/${id}`);
      assert.deepEqual(inputs, { panels: panels.map((action) => ({ action, output: "svg" })) });
      assert.equal(stage.name, "plate");
      assert.ok(targets.includes(`${prefix}/${figure}`));
    }
  }
});

Deno.test("experiment() under both protocols shares what the protocol does not touch", () => {
  const names = (protocols: Parameters<typeof experiment>[1]) => [
    ...experiment(paper, protocols).actions.keys(),
  ];
  const [released, both] = [names(["released"]), names(["released", "described"])];
  const added = both.filter((name) => !released.includes(name));
  assert.ok(added.every((name) => name.startsWith("described/")));
  const trained = added.filter((name) => name.endsWith("/train"));
  assert.equal(trained.length, 30, "the 10 noiseless networks are trained once");
  assert.ok(!added.some((name) => /placeCells|trajectories|initialWeights/.test(name)));
  assert.ok(!added.some((name) => /noiseless\/[^/]+\/seed\d\/(active|quiescent)\//.test(name)));
  assert.ok(added.some((name) => /noiseless\/.*\/quiescentNoisy\//.test(name)));
});

Deno.test("experiment() gives each protocol its law of noise", () => {
  const { actions } = experiment(paper, ["released", "described"]);
  const law = (name: string) => (actions.get(name)!.parameters["noise"] as { law: string }).law;
  for (const path of ["spatial/vanilla/noisy/unbiased", "headDirection/vanilla/noisy/biased"]) {
    assert.equal(law(`${path}/seed3/train`), "uniform");
    assert.equal(law(`described/${path}/seed3/train`), "gaussian");
  }
  assert.equal(law("spatial/vanilla/noiseless/biased/seed0/train"), "none");
});

Deno.test("experiment() doubles quiescent noise except where the paper does not", () => {
  const { actions } = experiment(paper, ["released"]);
  const sigma = (name: string) =>
    (actions.get(`${name}/rollout`)!.parameters["noise"] as { sigma: number }).sigma;
  const noisy = "spatial/vanilla/noisy/unbiased/seed0";
  assert.equal(sigma(`${noisy}/quiescent`), 0.01 * Math.SQRT2);
  assert.equal(sigma(`${noisy}/quiescentSame`), 0.01);
  assert.equal(sigma("spatial/vanilla/noiseless/biased/seed0/quiescentNoisy"), Math.sqrt(2e-4));
  assert.equal(sigma("spatial/gru/noisy/unbiased/seed0/quiescent"), 0.01);
  assert.equal(sigma("headDirection/vanilla/noisy/biased/seed0/quiescent"), 0.1 * Math.SQRT2);
});
