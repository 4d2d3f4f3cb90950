import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { evaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { spatialMotion } from "../configuration/parameters/spatial.ts";

export const spatialTrajectories = defineStage({
  name: "spatialTrajectories",
  summary: "Draws the evaluation trajectories of a seed; starts are the same, biased or not",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    motion: spatialMotion,
    count: z.int().positive(),
    steps: z.int().positive(),
    set: evaluationSet,
  }),
  inputs: {},
  /** "coordinates": float32 [n, T + 1, 2], m; "updates": float32 [n, T, 2], m. */
  outputs: { coordinates: "npy", updates: "npy" },
  arithmetic: "plain",
  cost: ({ count, steps }) => ({
    seconds: 0.02 + 3e-7 * count * steps,
    memory: 5e7 + 100 * count * steps,
    output: 16 * count * (steps + 1),
  }),
  run: new URL("./run.ts", import.meta.url),
});
