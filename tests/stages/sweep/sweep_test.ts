import assert from "node:assert/strict";
import { parquetReadObjects } from "hyparquet";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import type { Graph } from "../../../pipeline/graph.ts";
import type { Labels } from "../../../pipeline/labels.ts";
import type { Configuration } from "../../../stages/configuration/configuration.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";
import { experiment } from "../../../stages/experiment/experiment.ts";
import { initialWeights } from "../../../stages/initial_weights/stage.ts";
import { placeCells } from "../../../stages/place_cells/stage.ts";
import { labelColumns } from "../../../stages/sweep/columns.ts";
import { parseSweep } from "../../../stages/sweep/parse_sweep.ts";
import { sweepGraph } from "../../../stages/sweep/sweep.ts";
import { train } from "../../../stages/train/stage.ts";
import { encodeParquet } from "../../../stages/sweep/write_table.ts";

const smoke = await readProfile("smoke");
const graphOf = (sweeps: readonly string[], words?: readonly string[]) =>
  sweepGraph(smoke, sweeps.map(parseSweep), (changed) => experiment(changed), { words }).graph;

Deno.test("sweepGraph() has what no value reaches once, and the rest once a value", () => {
  const names = [
    ...graphOf(["spatial.gru.train.learningRate=0.002,0.01"], ["train"]).actions.keys(),
  ];
  const trained = names.filter((name) => name.endsWith("/train"));
  assert.deepEqual(
    trained.sort(),
    ["learningRate=0.002", "learningRate=0.01"].flatMap((label) =>
      ["biased", "unbiased"].flatMap((bias) =>
        smoke.seeds.map((seed) => `${label}/spatial/gru/noisy/${bias}/seed${seed}/train`)
      )
    ).sort(),
  );
  assert.ok(names.includes("spatial/gru/seed0/placeCells"), "cells are shared");
  assert.ok(!names.some((name) => name.startsWith("figures/")), "the paper's figures are left out");
  assert.ok(!names.some((name) => name.includes("vanilla")), "other networks are left out");
});

Deno.test("sweepGraph() takes every combination of several parameters", () => {
  const graph = graphOf(["gru.train.learningRate=0.002,0.01", "gru.train.sigmaStep=0,0.02"], [
    "train",
  ]);
  const labels = [...graph.actions.keys()].filter((name) =>
    name.endsWith("noisy/biased/seed0/train")
  )
    .map((name) => name.slice(0, name.indexOf("/"))).sort();
  assert.deepEqual(labels, [
    "learningRate=0.002,sigmaStep=0",
    "learningRate=0.002,sigmaStep=0.02",
    "learningRate=0.01,sigmaStep=0",
    "learningRate=0.01,sigmaStep=0.02",
  ]);
});

Deno.test("sweepGraph() takes parameters together that are typed together", () => {
  const sweep = "gru.train.learningRate=0.002,0.01/gru.train.sigmaStep=0,0.02";
  const { parameters } = graphOf([sweep], ["train"]).actions.get("sweep/table")!;
  assert.deepEqual(parameters["swept"], [
    { path: "gru.train.learningRate", unit: "" },
    { path: "gru.train.sigmaStep", unit: "" },
  ]);
  assert.deepEqual(parameters["points"], [["0.002", "0"], ["0.01", "0.02"]]);
});

/** An experiment of one training that a sweep of a learning rate reaches, under these labels. */
const labelled = (labels: Labels) => (configuration: Configuration): Graph => {
  const graph = new GraphBuilder();
  const [seed, { network, cells }] = [0, configuration.spatial.gru];
  const { centres } = graph.add(placeCells, "cells", {
    seed,
    count: cells.count,
    boxWidth: 2,
    boxHeight: 2,
  }, {});
  const { train: { noiseLaw: _law, sigmaStep: _sigma, ...training }, motion } =
    configuration.spatial.gru;
  const { weights } = graph.add(initialWeights.spatialGru, "initial", { seed, network, cells }, {});
  graph.target(graph.add(train.spatialGru, { labels }, {
    seed,
    network,
    cells,
    motion,
    train: training,
    noise: { law: "none", sigma: 0 },
  }, { centres, initial: weights }));
  return graph.build();
};

Deno.test("sweepGraph() makes columns of labels, whatever they look like", () => {
  const rowOf = (labels: Labels) => {
    const sweep = parseSweep("gru.train.learningRate=0.002,0.01");
    const { graph } = sweepGraph(smoke, [sweep], labelled(labels));
    const { labels: columns, measured } = graph.actions.get("sweep/table")!.parameters as {
      readonly labels: readonly string[];
      readonly measured: readonly { readonly labels: readonly unknown[] }[];
    };
    return [columns, measured[0]!.labels];
  };
  const labels = { model: "seed7", bias: "noisy", seed: 3, phase: "seed1x" };
  assert.deepEqual(rowOf(labels), [Object.keys(labels), Object.values(labels)]);
  assert.deepEqual(rowOf({ seed: 3 }), [["seed"], [3]]);
  assert.throws(() => rowOf({ sweep: "mine" }), /it has a label "sweep" of its own/);
  assert.throws(() => rowOf({ value: "mine" }), /two columns of the table would be called "value"/);
});

Deno.test("labelColumns() keeps the order of each action's labels", () => {
  const network = { task: "a", seed: 0, phase: "active" };
  const all = [network, { task: "b", cell: "gru", seed: 0, starts: "own" }, { task: "a", seed: 1 }];
  assert.deepEqual(labelColumns(all), ["task", "cell", "seed", "starts", "phase"]);
  assert.deepEqual(labelColumns([{}, { seed: 1 }]), ["seed"]);
});

Deno.test("sweepGraph() knows the unit of what it sweeps, where it is one", () => {
  const swept = (typed: string) =>
    graphOf([typed], ["train"]).actions.get("sweep/table")!.parameters["swept"];
  assert.deepEqual(swept("spatial.vanilla.motion.boxWidth=2,3"), [
    { path: "spatial.vanilla.motion.boxWidth", unit: "m" },
  ]);
  assert.deepEqual(swept("train.sigmaStep=0,0.01"), [{ path: "train.sigmaStep", unit: "" }]);
});

Deno.test("sweepGraph() and parseSweep() refuse what cannot be swept, in words", () => {
  assert.throws(() => parseSweep("sigmaStep"), /expected path=value,value/);
  assert.throws(() => parseSweep("sigmaStep=1,,2"), /expected path=value,value/);
  assert.throws(() => graphOf(["gru.train.lerningRate=1,2"]), /did you mean ".*learningRate"/);
  assert.throws(
    () => graphOf(["vanilla.drawing.levels=4,5"]),
    /no measure or figure depends on it/,
  );
});

const table = {
  columns: ["sigmaStep", "condition", "seed", "value"],
  rows: [[0, 'a "b", c', 0, 1.5], [0.01, "σ", null, -2e-300]],
};

Deno.test("encodeParquet() is read back as it was, and is the same bytes each time", async () => {
  const bytes = encodeParquet(table);
  assert.deepEqual(bytes, encodeParquet(table));
  const rows = await parquetReadObjects({ file: bytes.buffer });
  assert.deepEqual(
    rows.map((row) => table.columns.map((name) => row[name] ?? null)),
    table.rows,
  );
});
