import { z } from "zod";
import { evaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { noise } from "../configuration/parameters/noise.ts";

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
