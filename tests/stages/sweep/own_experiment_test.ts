import assert from "node:assert/strict";
import { z } from "zod";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import { defineStage } from "../../../pipeline/stage.ts";
import { readProfile } from "../../../stages/configuration/profile.ts";
import type { Experiment } from "../../../stages/experiment/own_experiment.ts";
import { defineFigure } from "../../../stages/panels/figure.ts";
import { placeCells } from "../../../stages/place_cells/stage.ts";
import { parseSweep } from "../../../stages/sweep/parse_sweep.ts";
import { sweepGraph } from "../../../stages/sweep/sweep.ts";

const run = new URL("./none_run.ts", import.meta.url); // graphs alone are looked at
const spread = defineStage({
  name: "spread",
  summary: "Measures how far place cells lie apart",
  parameters: z.strictObject({}),
  inputs: { centres: { format: "npy" } },
  outputs: { mean: "json", extent: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0, memory: 1e7, output: 100 }),
  run,
});
const spreadFigure = defineFigure({
  name: "spreadFigure",
  summary: "Draws it",
  parameters: z.strictObject({}),
  inputs: { mean: { format: "json" } },
  run,
});

/** Place cells, a measure of them that is no target, and a figure that is. */
const own: Experiment = ({ seeds: [seed], spatial: { vanilla: { cells, motion } } }) => {
  const graph = new GraphBuilder();
  const labels = { seed: seed! }; // there is one
  const { boxWidth, boxHeight } = motion;
  const { centres } = graph.add(placeCells, { labels }, {
    seed: seed!,
    count: cells.count,
    boxWidth,
    boxHeight,
  }, {});
  const { mean } = graph.add(spread, { labels }, {}, { centres });
  graph.target(graph.add(spreadFigure, "apart", {}, { mean }));
  return graph.build();
};

const smoke = await readProfile("smoke");
const swept = (words?: readonly string[]) =>
  sweepGraph(smoke, [parseSweep("vanilla.cells.count=8,16")], (each) => own(each, ["released"]), {
    words,
    own: true,
  }).graph;

Deno.test("sweepGraph() measures every JSON output of a stage of one's own", () => {
  const { measured } = swept().actions.get("sweep/table")!.parameters as {
    readonly measured: readonly { readonly point: number; readonly numbersOf: string }[];
  };
  assert.deepEqual(measured.map(({ point, numbersOf }) => [point, numbersOf]), [
    [0, "spread.mean"],
    [0, "spread.extent"],
    [1, "spread.mean"],
    [1, "spread.extent"],
  ]);
});

Deno.test("sweepGraph() draws one's own figure at each point, under its own name", () => {
  const figures = ["count=8/apart", "count=16/apart"];
  assert.deepEqual(swept().targets, ["sweep/table", "sweep/figure", ...figures]);
  assert.deepEqual(swept(["apart"]).targets, figures);
  assert.deepEqual(swept(["spread"]).targets, ["sweep/table", "sweep/figure"]);
});
