import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { headDirectionDrawing } from "../configuration/parameters/drawing.ts";

export const angularVelocities = defineStage({
  name: "angularVelocities",
  summary: "Measures how fast and which way decoded bearings turn",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    /** The histogram reaches from -largest to largest, rad/step. */
    largest: headDirectionDrawing.shape.activeVelocity,
    bins: headDirectionDrawing.shape.velocityBins,
  }),
  inputs: { bearings: { format: "npy" } },
  /**
   * "velocity": rad/step, circular differences; "released": folded beyond 1.5 pi alone (paper.md
   * D11); "backward": the share of negative differences; "errors": the standard errors of mean and
   * backward over whole trajectories.
   */
  outputs: { velocity: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 2000 }),
  run: new URL("./run.ts", import.meta.url),
});
