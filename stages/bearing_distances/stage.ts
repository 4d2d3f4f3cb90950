import { z } from "zod";
import { biases } from "../../lib/conditions.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { quiescent } from "../configuration/parameters/phases.ts";

export const bearingDistances = defineStage({
  name: "bearingDistances",
  summary: "Measures how far quiescent bearings are from active ones, along the circle",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    bias: z.enum(biases),
    early: quiescent.shape.early,
  }),
  /**
   * Bearings, float32 [n, T], rad. "active": what distances are from; "again": of another active set;
   * "frozen": starts of quiescent phases, repeated.
   */
  inputs: {
    active: { format: "npy" },
    again: { format: "npy" },
    frozen: { format: "npy" },
    quiescent: { format: "npy" },
  },
  /** "distances": the circle's Wasserstein distances from activity, rad. */
  outputs: { distances: "json" },
  arithmetic: "plain",
  cost: () => ({ seconds: 0.05, memory: 8e7, output: 200 }),
  run: new URL("./run.ts", import.meta.url),
});
