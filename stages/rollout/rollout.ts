import { z } from "zod";
import { defineStage } from "../pipeline/stage.ts";
import { rolloutCost, sizesOf, spatialInputs, spatialVanilla } from "./network_kinds.ts";
import { noise } from "./parameters.ts";

const phase = {
  phase: z.enum(["active", "quiescent"]),
  trajectories: z.int().positive(),
  steps: z.int().positive(),
  noise,
};

const networkInputs = {
  weights: { format: "safetensors" },
  coordinates: { format: "npy" },
  updates: { format: "npy" },
} as const;

/** Runs a phase and hands on what later stages need of each step. */
export const rolloutSpatialVanilla = defineStage({
  name: "rollout",
  summary: "Runs a network, active or quiescent",
  parameters: spatialVanilla.extend(phase).extend({ components: z.int().nonnegative() }),
  inputs: { ...spatialInputs, ...networkInputs, pca: { format: "safetensors", optional: true } },
  /**
   * "winners": uint16 [n, T, k], the most active cells, the most active first; "projection": float32
   * [n, T, components] on the components of `pca`; "peak": float32 [T], the largest output, averaged
   * over the trajectories.
   */
  outputs: { winners: "npy", projection: "npy", peak: "npy" },
  arithmetic: "tensor",
  cost: (parameters) =>
    rolloutCost(
      sizesOf(parameters),
      parameters.trajectories,
      parameters.steps,
      2 * parameters.cells.winners + 4 * parameters.components,
    ),
  run: new URL("./rollout_spatial_vanilla_run.ts", import.meta.url),
});

/** Runs a phase for the mean and covariance of its states alone. */
export const momentsSpatialVanilla = defineStage({
  name: "moments",
  summary: "Runs a network and takes the mean and covariance of its states",
  parameters: spatialVanilla.extend(phase),
  inputs: { ...spatialInputs, ...networkInputs },
  /** "moments": float64 "mean" [H], "covariance" [H, H] (divisor n - 1), "count" [1]. */
  outputs: { moments: "safetensors" },
  arithmetic: "tensor",
  cost: (parameters) => {
    const { network: { units }, trajectories, steps } = parameters;
    const cost = rolloutCost(sizesOf(parameters), trajectories, steps, 0);
    return {
      ...cost,
      seconds: cost.seconds + trajectories * steps * units * units / 2.5e9,
      output: 8 * units * (units + 1),
    };
  },
  run: new URL("./moments_spatial_vanilla_run.ts", import.meta.url),
});
