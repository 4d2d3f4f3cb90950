import assert from "node:assert/strict";
import { stageGraph, stageTable } from "../../../figures/parts/stage_graph.ts";
import type { ProvenanceRecord } from "../../../figures/provenance.ts";

function record(
  action: string,
  stage: string,
  needs: readonly string[],
  labels: ProvenanceRecord["labels"] = {},
): ProvenanceRecord {
  return {
    action,
    stage,
    labels,
    leaf: action,
    key: "",
    parameters: {},
    inputs: needs.map((name) => ["input", name, "output"]),
    code: "",
    numerics: {},
    outputs: [],
    started: "2026-01-01T00:00:00.000Z",
    seconds: 1.5,
    origin: "made here",
  };
}

const RECORDS = [
  record("a", "draw<points>", []),
  record("b/seed0", "train", ["a"]),
  record("b/seed1", "train", ["a"]),
  record("fig1b", "fig1b", ["b/seed0", "b/seed1"], { group: "figures" }),
  record("tableA1", "tableA1", [], { group: "figures" }),
];

Deno.test("stageGraph() has a box a stage, and one for all of a group, each right of what it needs", () => {
  const svg = stageGraph(RECORDS);
  const boxes = Array.from(
    svg.matchAll(/translate\((\d+) \d+\)"><title>([^:]+)/g),
    ([, x, name]) => [name, Number(x)],
  );
  assert.deepEqual(boxes, [["draw&lt;points&gt;", 0], ["train", 194], ["figures", 388]]);
  assert.equal(svg.match(/<path /g)?.length, 2);
  assert.ok(svg.includes("train: 2 actions, 3.0 s"));
});

Deno.test("stageGraph() has a stage right of another that is far from the root elsewhere", () => {
  const svg = stageGraph([
    record("a/train", "train", []),
    record("a/decode", "decode", ["a/train"]),
    record("a/variance", "variance", ["a/decode"]),
    record("b/pca", "pca", ["a/train"]),
    record("b/decode", "decode", ["b/pca"]),
  ]);
  const places = Array.from(
    svg.matchAll(/translate\((\d+) \d+\)"><title>([^:]+)/g),
    ([, x, name]) => [name, Number(x) / 194],
  );
  assert.deepEqual(places, [["train", 0], ["pca", 1], ["decode", 2], ["variance", 3]]);
});

Deno.test("stageTable() says the same in words", () => {
  const table = stageTable(RECORDS);
  assert.match(
    table,
    /train<\/th><td class="number">2<\/td><td class="number">3\.0<\/td><td>draw&lt;/,
  );
  assert.match(table, /figures<\/th><td class="number">2<.*<td>train</);
});
