import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { placeCells as cells, spatialMotion } from "../configuration/parameters/spatial.ts";

export const placeCells = defineStage({
  name: "placeCells",
  summary: "Draws the centres of a seed's place cells",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    count: cells.shape.count,
    boxWidth: spatialMotion.shape.boxWidth,
    boxHeight: spatialMotion.shape.boxHeight,
  }),
  inputs: {},
  /** "centres": float32 [N, 2], m. */
  outputs: { centres: "npy" },
  arithmetic: "plain",
  cost: ({ count }) => ({ seconds: 0.01, memory: 1e7, output: 8 * count }),
  run: new URL("./run.ts", import.meta.url),
});
