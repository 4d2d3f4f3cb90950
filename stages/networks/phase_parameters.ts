import { z } from "zod";
import { evaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { noise } from "../configuration/parameters/noise.ts";
import { starts } from "../configuration/parameters/starts.ts";

/** What is run of a network: added to the parameters of its setup. */
export const phaseParameters = {
  phase: z.enum(["active", "quiescent"]),
  trajectories: z.int().positive(),
  steps: z.int().positive(),
  noise,
  set: evaluationSet,
  starts,
};

export const phaseInputs = {
  weights: { format: "safetensors" },
  coordinates: { format: "npy" },
  updates: { format: "npy" },
} as const;
