import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { headDirectionCells } from "../configuration/parameters/head_direction.ts";

export const decodeBearings = defineStage({
  name: "decodeBearings",
  summary: "Decodes bearings from the most active head direction cells",
  parameters: z.strictObject({
    trajectories: z.int().positive(),
    steps: z.int().positive(),
    cells: headDirectionCells.shape.count,
  }),
  inputs: { winners: { format: "npy" } },
  /** "bearings": float32 [n, T], rad. */
  outputs: { bearings: "npy" },
  arithmetic: "plain",
  cost: ({ trajectories, steps }) => ({
    seconds: 0.02 + 2e-7 * trajectories * steps,
    memory: 5e7 + 30 * trajectories * steps,
    output: 4 * trajectories * steps,
  }),
  run: new URL("./run.ts", import.meta.url),
});
