import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { density as group } from "../configuration/parameters/measures.ts";

export const densityOnGrid = defineStage({
  name: "density",
  summary: "Estimates a density of points in the plane on a grid",
  parameters: z.strictObject({
    trajectories: z.int().positive(),
    /** Steps of each trajectory that count. */
    steps: z.int().positive(),
    gridPoints: group.shape.gridPoints,
    /** Half the width of a square grid about the origin; null: the range of `axesFrom` and a margin. */
    halfWidth: group.shape.halfWidth.unwrap().nullable(),
    margin: group.shape.margin,
  }),
  inputs: { points: { format: "npy" }, axesFrom: { format: "npy", optional: true } },
  /** "density": float64 [x, y]; "x", "y": float64, the grid's axes. */
  outputs: { density: "npy", x: "npy", y: "npy" },
  arithmetic: "plain",
  cost: ({ trajectories, steps, gridPoints }) => ({
    seconds: 0.05 + 2e-10 * trajectories * steps * gridPoints ** 2,
    memory: 6e7 + 60 * trajectories * steps,
    output: 8 * gridPoints ** 2 + 16 * gridPoints,
  }),
  run: new URL("./run.ts", import.meta.url),
});
