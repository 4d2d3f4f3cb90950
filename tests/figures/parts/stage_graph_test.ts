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

/** The stages of a drawing by where their boxes begin. */
const places = (svg: string): Map<string, number> =>
  new Map(Array.from(
    svg.matchAll(/class="node">\s*<title>([^<]+)<\/title>\s*<path [^>]*d="M(-?[\d.]+)/g),
    ([, name, x]) => [name!, Number(x)],
  ));

Deno.test("stageGraph() has a box a stage, and one for all of a group, each right of what it needs", async () => {
  const svg = await stageGraph(RECORDS);
  const boxes = places(svg);
  assert.deepEqual([...boxes.keys()], ["draw&lt;points&gt;", "train", "figures"]);
  const x = [...boxes.values()];
  assert.deepEqual(x, x.toSorted((a, b) => a - b));
  assert.equal(svg.match(/class="edge"/g)?.length, 2);
  assert.match(svg, />train<\/text>\s*<text [^>]*>2 × · 3\.0 s</);
  assert.match(svg, />draw&lt;points&gt;<\/text>/);
});

Deno.test("stageGraph() has a stage right of another that is far from the root elsewhere", async () => {
  const boxes = places(
    await stageGraph([
      record("a/train", "train", []),
      record("a/decode", "decode", ["a/train"]),
      record("a/variance", "variance", ["a/decode"]),
      record("b/pca", "pca", ["a/train"]),
      record("b/decode", "decode", ["b/pca"]),
    ]),
  );
  const rising = ["train", "pca", "decode", "variance"];
  assert.deepEqual([...boxes.keys()].sort((a, b) => boxes.get(a)! - boxes.get(b)!), rising);
});

Deno.test("stageGraph() draws two stages that need each other", async () => {
  const svg = await stageGraph([
    record("a/one", "one", []),
    record("a/two", "two", ["a/one"]),
    record("b/one", "one", ["a/two"]),
  ]);
  assert.equal(svg.match(/class="edge"/g)?.length, 2);
});

Deno.test("stageTable() says the same in words", () => {
  const table = stageTable(RECORDS);
  assert.match(
    table,
    /train<\/th><td class="number">2<\/td><td class="number">3\.0<\/td><td>draw&lt;/,
  );
  assert.match(table, /figures<\/th><td class="number">2<.*<td>train</);
});
