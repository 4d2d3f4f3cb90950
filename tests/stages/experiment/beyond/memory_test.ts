import assert from "node:assert/strict";
import type { Action } from "../../../../pipeline/graph.ts";
import { parseConfiguration } from "../../../../stages/configuration/profile.ts";
import { experiment } from "../../../../stages/experiment/experiment.ts";

const sizes = { trajectories: 7, steps: 60, early: 30 };
const configuration = parseConfiguration({
  seeds: [0, 1],
  spatial: { vanilla: { quiescent: sizes }, gru: { quiescent: sizes } },
  headDirection: { vanilla: { quiescent: sizes } },
}, "a test");
const { actions } = experiment(configuration, ["released", "described"]);
const measured = [...actions.values()].filter(({ stage }) => stage.name === "memory");

Deno.test("memory is measured of every network that trained, under each protocol", () => {
  const trained = [...actions.values()].filter(({ stage }) => stage.name === "train")
    .map(({ name }) => name.replace("/train", "/memory"));
  assert.deepEqual(measured.map(({ name }) => name).sort(), trained.sort());
});

Deno.test("memory takes all of one network, from both starts, beside standing still", () => {
  for (const { name, inputs, labels, parameters } of measured) {
    const network = name.replace("/memory", "");
    const from = (output: string, ends: string) => ({ action: `${network}/${ends}`, output });
    const { task, cell, bias, seed } = labels;
    const decoded = task === "headDirection" ? "bearings" : "decoded";
    const still = (starts: string) => ({
      action: `${task}/${cell}/${bias}/seed${seed}/${starts}/frozen`,
      output: "decoded",
    });
    assert.deepEqual(inputs, {
      active: from("smooth", "activeAgain/rollout"),
      again: from("smooth", "active/rollout"),
      own: from("smooth", "quiescent/rollout"),
      centre: from("smooth", "quiescent/centre/rollout"),
      activeDecoded: from(decoded, "activeAgain/decode"),
      againDecoded: from(decoded, "active/decode"),
      ownDecoded: from(decoded, "quiescent/decode"),
      centreDecoded: from(decoded, "quiescent/centre/decode"),
      activePeak: from("peak", "activeAgain/rollout"),
      ownPeak: from("peak", "quiescent/rollout"),
      centrePeak: from("peak", "quiescent/centre/rollout"),
      ownFrozen: still("own"),
      centreFrozen: still("centre"),
    });
    const { trajectories, steps, early, points } = parameters;
    assert.deepEqual({ trajectories, steps, early }, sizes);
    assert.equal(points === null, task === "headDirection");
    assert.equal(parameters["network"], nameOf(labels));
  }
});

/** "U^σ" */
function nameOf({ bias, noise }: Action["labels"]): string {
  return (bias === "biased" ? "B" : "U") + (noise === "noisy" ? "^σ" : "");
}
