import { z } from "zod";
import { GraphBuilder } from "../../../pipeline/graph.ts";
import { defineStage } from "../../../pipeline/stage.ts";
import type { Experiment } from "../../../stages/experiment/own_experiment.ts";
import { defineFigure } from "../../../stages/panels/figure.ts";
import { placeCells } from "../../../stages/place_cells/stage.ts";

export const extent = defineStage({
  name: "extent",
  summary: "Measures how far apart the outermost place cells are",
  parameters: z.strictObject({}),
  inputs: { centres: { format: "npy" } },
  /** "extent": m, along each axis; "table" and "columns": the centres' coordinates, m. */
  outputs: { extent: "json", table: "csv", columns: "parquet" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 100 }),
  run: new URL("./extent_run.ts", import.meta.url),
});

export const extentFigure = defineFigure({
  name: "extentFigure",
  summary: "Writes the extents down",
  parameters: z.strictObject({}),
  inputs: { extents: { format: "json", list: true } },
  run: new URL("./figure_run.ts", import.meta.url),
});

export const title = "Cells apart";

/** An experiment that takes no training: quick to test with. */
const cellsApart: Experiment = ({ seeds, spatial: { vanilla: { cells, motion } } }) => {
  const graph = new GraphBuilder();
  const { boxWidth, boxHeight } = motion;
  const extents = seeds.map((seed) => {
    const naming = { labels: { seed } };
    const parameters = { seed, count: cells.count, boxWidth, boxHeight };
    const { centres } = graph.add(placeCells, naming, parameters, {});
    return graph.add(extent, naming, {}, { centres }).extent;
  });
  graph.target(graph.add(extentFigure, "apart", {}, { extents }));
  return graph.build();
};

export default cellsApart;
