import assert from "node:assert/strict";
import { placeKey, placeOf } from "../../../pipeline/explain/condition.ts";
import type { Labels } from "../../../pipeline/labels.ts";
import { rigGraph } from "../../support/rig.ts";

/** The place of an action of the stage "train" that has these labels. */
function place(labels: Labels) {
  const { actions } = rigGraph("/nowhere", {
    stages: { train: { module: "any.ts" } },
    actions: [{ labels, name: "train", stage: "train" }],
  });
  return placeOf(actions.values().next().value!);
}

Deno.test("placeOf() puts replicates under what their labels share, whatever these look like", () => {
  const labels = { bias: "noisy", model: "seed1x", part: "seed3" };
  assert.deepEqual(place({ ...labels, seed: 0, phase: "active" }), {
    stage: "train",
    condition: "noisy/seed1x/seed3",
  });
  assert.deepEqual(place(labels), { stage: "train", condition: "noisy/seed1x/seed3" });
});

Deno.test("placeOf() puts all stages of a group in one, and a verdict of a protocol in its own", () => {
  assert.deepEqual(place({ group: "figures" }), { stage: "figures", condition: "" });
  assert.deepEqual(place({ protocol: "described", group: "figures" }), {
    stage: "figures",
    condition: "described",
  });
  assert.deepEqual(place({ protocol: "described" }), { stage: "train", condition: "described" });
});

Deno.test("placeKey() tells places apart whose words run together", () => {
  assert.notEqual(
    placeKey({ stage: "a b", condition: "c" }),
    placeKey({ stage: "a", condition: "b c" }),
  );
});
