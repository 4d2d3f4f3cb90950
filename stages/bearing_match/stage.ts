import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { headDirectionDrawing } from "../configuration/parameters/drawing.ts";

export const bearingMatch = defineStage({
  name: "bearingMatch",
  summary: "Compares the bearings and the shape of the states of both phases",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    bins: headDirectionDrawing.shape.bins,
  }),
  inputs: {
    activeBearings: { format: "npy" },
    quiescentBearings: { format: "npy" },
    activeProjection: { format: "npy" },
    quiescentProjection: { format: "npy" },
  },
  /**
   * "match": the total variation distance of the bearing histograms (0 to 1), and of each phase the
   * 5th percentile of the states' distance from the centre on PC 1 and 2 over its median: near 1 in a
   * ring, 0.32 in a disc; "errors": their standard errors over whole trajectories. null where states
   * stand still in the centre.
   */
  outputs: { match: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.1, memory: 1e8, output: 200 }),
  run: new URL("./run.ts", import.meta.url),
});
