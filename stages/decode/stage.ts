import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";

export const decodePositions = defineStage({
  name: "decode",
  summary: "Decodes positions from the most active place cells",
  parameters: z.strictObject({ trajectories: z.int().positive(), steps: z.int().positive() }),
  inputs: { winners: { format: "npy" }, centres: { format: "npy" } },
  /** "decoded": float32 [n, T, 2], m. */
  outputs: { decoded: "npy" },
  arithmetic: "plain",
  cost: ({ trajectories, steps }) => ({
    seconds: 0.02 + 2e-8 * trajectories * steps,
    memory: 5e7 + 30 * trajectories * steps,
    output: 8 * trajectories * steps,
  }),
  run: new URL("./run.ts", import.meta.url),
});
