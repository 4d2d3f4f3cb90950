import { z } from "zod";
import { defineStage } from "../pipeline/stage.ts";
import { evaluationSet } from "./parameters/evaluation_set.ts";
import { headDirectionDrawing } from "./parameters/drawing.ts";
import { headDirectionCells, headDirectionMotion } from "./parameters/head_direction.ts";

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
  run: new URL("./bearing_trajectories_run.ts", import.meta.url),
});

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
  run: new URL("./decode_bearings_run.ts", import.meta.url),
});

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
  run: new URL("./angular_velocities_run.ts", import.meta.url),
});

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
  run: new URL("./bearing_match_run.ts", import.meta.url),
});
