import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { evaluationSet } from "../configuration/parameters/evaluation_set.ts";
import { headDirectionMotion } from "../configuration/parameters/head_direction.ts";
import { spatialMotion } from "../configuration/parameters/spatial.ts";
import { starts } from "../configuration/parameters/starts.ts";

const parameters = z.strictObject({
  seed: z.int().nonnegative(),
  trajectories: z.int().positive(),
  steps: z.int().positive(),
  set: evaluationSet,
  starts,
});

const common = {
  name: "frozen",
  summary: "Repeats the starts of a quiescent phase: what a network would show that stands still",
  /** Trajectories, where the starts are their own. */
  inputs: { coordinates: { format: "npy", optional: true } },
  /** "decoded": float32, like decoded positions, [n, T, 2] in m, or bearings, [n, T] in rad. */
  outputs: { decoded: "npy" },
  arithmetic: "plain",
  cost: ({ trajectories, steps }: { trajectories: number; steps: number }) => ({
    seconds: 0.02 + 1e-8 * trajectories * steps,
    memory: 5e7 + 20 * trajectories * steps,
    output: 8 * trajectories * steps,
  }),
  run: new URL("./run.ts", import.meta.url),
} as const;

/** Standing still, by task. */
export const frozen = {
  spatial: defineStage({ ...common, parameters: parameters.extend({ motion: spatialMotion }) }),
  headDirection: defineStage({
    ...common,
    parameters: parameters.extend({ motion: headDirectionMotion }),
  }),
};
