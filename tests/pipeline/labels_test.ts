import assert from "node:assert/strict";
import { labelProblems, nameAction, printName, replicateOf } from "../../pipeline/labels.ts";
import type { Labels } from "../../pipeline/labels.ts";

Deno.test("nameAction() prints labels in their order, numbers with their label, then the leaf", () => {
  const labels = { protocol: "described", bias: "biased", seed: 3, phase: "quiescent" };
  assert.deepEqual(nameAction({ labels }, "rollout"), {
    name: "described/biased/seed3/quiescent/rollout",
    labels,
    leaf: "rollout",
  });
  assert.equal(nameAction({ labels: {}, leaf: "U^σ again" }, "divergence").name, "U^σ again");
});

Deno.test("nameAction() takes a text as the whole name, whatever it looks like", () => {
  const name = "spatial/seed3/train";
  assert.deepEqual(nameAction(name, "train"), { name, labels: {}, leaf: name });
});

Deno.test("replicateOf() goes by what labels are, not by how they look", () => {
  const cases: readonly [Labels, ReturnType<typeof replicateOf>][] = [
    [{ bias: "noisy", seed: 0, phase: "active" }, {
      condition: "noisy",
      number: 0,
      phase: "active",
    }],
    [{ model: "seed1", seed: 2 }, { condition: "seed1", number: 2, phase: "" }],
    [{ model: "seed1x/seed3", fold: 4, part: "seed5" }, {
      condition: "seed1x/seed3",
      number: 4,
      phase: "seed5",
    }],
    [{ seed: 1, measure: "variance", fold: 2 }, {
      condition: "",
      number: 1,
      phase: "variance/fold2",
    }],
    [{ phase: "seed1" }, { condition: "seed1", number: undefined, phase: "" }],
    [{}, { condition: "", number: undefined, phase: "" }],
  ];
  for (const [labels, expected] of cases) assert.deepEqual(replicateOf(labels), expected);
});

Deno.test("labelProblems() names each label that cannot be printed or kept in order", () => {
  const labels = { "0": "first", "a b": "x", phase: "", seed: 0.5, fold: -1, good: 0, _: "y" };
  assert.deepEqual([...labelProblems(labels)], [
    'Label "0" is not a word',
    'Label "a b" is not a word',
    'Label "phase" is empty',
    'Label "seed" is 0.5, expected a count or a text',
    'Label "fold" is -1, expected a count or a text',
    'Label "_" is not a word',
  ]);
  assert.equal(printName({ good: 0 }, "leaf"), "good0/leaf");
});
