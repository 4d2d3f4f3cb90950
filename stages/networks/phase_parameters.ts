import { z } from "zod";
import { noise } from "../parameters/noise.ts";

/** What is run of a network: added to the parameters of its setup. */
export const phaseParameters = {
  phase: z.enum(["active", "quiescent"]),
  trajectories: z.int().positive(),
  steps: z.int().positive(),
  noise,
};

export const phaseInputs = {
  weights: { format: "safetensors" },
  coordinates: { format: "npy" },
  updates: { format: "npy" },
} as const;
