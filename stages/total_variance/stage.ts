import { z } from "zod";
import { conditionNames } from "../../lib/results/total_variance.ts";
import { defineStage } from "../../pipeline/stage.ts";

export const totalVarianceOf = defineStage({
  name: "totalVariance",
  summary: "Measures how much quiescent positions vary over time",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    condition: z.enum(conditionNames),
    /** First step that counts, and the one after the last. */
    from: z.int().nonnegative(),
    to: z.int().positive(),
  }),
  inputs: { decoded: { format: "npy" } },
  /** "variance": m^2, the mean over trajectories and its standard error, of the steps from `from` to `to`. */
  outputs: { variance: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 100 }),
  run: new URL("./run.ts", import.meta.url),
});
