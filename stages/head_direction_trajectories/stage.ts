import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { evaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { headDirectionMotion } from "../configuration/parameters/head_direction.ts";

export const headDirectionTrajectories = defineStage({
  name: "headDirectionTrajectories",
  summary: "Draws the evaluation trajectories of a seed; starts are the same, biased or not",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    motion: headDirectionMotion,
    count: z.int().positive(),
    steps: z.int().positive(),
    set: evaluationSet,
  }),
  inputs: {},
  /** "coordinates": float32 [n, T + 1, 1], rad; "updates": float32 [n, T, 1], rad. */
  outputs: { coordinates: "npy", updates: "npy" },
  arithmetic: "plain",
  cost: ({ count, steps }) => ({
    seconds: 0.02 + 1e-7 * count * steps,
    memory: 5e7 + 100 * count * steps,
    output: 8 * count * (steps + 1),
  }),
  run: new URL("./run.ts", import.meta.url),
});
