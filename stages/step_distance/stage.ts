import { z } from "zod";
import { stepDistanceGroups } from "../../lib/results/step_distances.ts";
import { defineStage } from "../../pipeline/stage.ts";

export const stepDistanceOf = defineStage({
  name: "stepDistance",
  summary: "Measures how far consecutive decoded positions are apart",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    group: z.enum(stepDistanceGroups),
    /** From the first. */
    steps: z.int().min(2),
  }),
  inputs: { decoded: { format: "npy" } },
  /** "distances": m; of each trajectory the mean and the largest over the first `steps`. */
  outputs: { distances: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 8000 }),
  run: new URL("./run.ts", import.meta.url),
});
