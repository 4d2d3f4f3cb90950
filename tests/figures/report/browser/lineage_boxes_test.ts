import assert from "node:assert/strict";
import { ancestors, boxesOf, keyOf } from "../../../../figures/report/browser/lineage_boxes.js";

type Labels = Readonly<Record<string, string | number>>;

/** What the boxes use of the page's record of an action. */
const record = (action: string, stage: string, labels: Labels, needs: readonly string[] = []) =>
  [action, {
    action,
    stage,
    labels,
    leaf: action.slice(action.lastIndexOf("/") + 1),
    inputs: needs.map((name) => ["input", name, "output"]),
  }] as const;

const records = new Map([
  record("seed1/seed0/train", "train", { model: "seed1", seed: 0 }),
  record("seed1/seed1/train", "train", { model: "seed1", seed: 1 }),
  record("seed2/seed0/train", "train", { model: "seed2", seed: 0 }),
  record("a/seed0/part/U", "divergence", { task: "a", seed: 0, phase: "part" }, [
    "seed1/seed0/train",
    "seed2/seed0/train",
  ]),
  record("figures/fig", "fig", { group: "figures" }, ["a/seed0/part/U", "seed1/seed1/train"]),
  record("other", "other", {}),
]);

Deno.test("boxesOf() takes replicates together by their labels, whatever their names look like", () => {
  const needed = ancestors(records, "figures/fig");
  assert.deepEqual([...boxesOf(records, needed).values()], [
    {
      column: 0,
      stage: "train",
      actions: ["seed1/seed0/train", "seed1/seed1/train"],
      lane: "seed1",
      title: "seed1/seed*/train",
      below: "2 seeds",
    },
    {
      column: 0,
      stage: "train",
      actions: ["seed2/seed0/train"],
      lane: "seed2",
      title: "seed2/seed0/train",
      below: "",
    },
    {
      column: 1,
      stage: "divergence",
      actions: ["a/seed0/part/U"],
      lane: "a",
      title: "a/seed0/part/U",
      below: "part · U",
    },
    {
      column: 2,
      stage: "fig",
      actions: ["figures/fig"],
      lane: "figures",
      title: "figures/fig",
      below: "",
    },
  ]);
});

Deno.test("keyOf() takes a text for no replicate of a number, nor one label for two", () => {
  const of = (stage: string, labels: Labels) => keyOf({ stage, labels, leaf: "leaf" });
  assert.equal(of("train", { seed: 0 }), of("train", { seed: 12 }));
  assert.notEqual(of("train", { seed: 0 }), of("train", { seed: "0" }));
  assert.notEqual(of("train", { a: "x", b: "y" }), of("train", { a: "x/y" }));
  assert.notEqual(of("train", { seed: 0 }), of("moments", { seed: 0 }));
});
