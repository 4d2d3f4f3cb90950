import { z } from "zod";
import { noise } from "../parameters/noise.ts";
import { evaluationSet } from "../parameters/evaluation_set.ts";

/** What is run of a network: added to the parameters of its setup. */
export const phaseParameters = {
  phase: z.enum(["active", "quiescent"]),
  trajectories: z.int().positive(),
  steps: z.int().positive(),
  noise,
  set: evaluationSet,
};

export const phaseInputs = {
  weights: { format: "safetensors" },
  coordinates: { format: "npy" },
  updates: { format: "npy" },
} as const;
