import { z } from "zod";
import { activeNames, quiescentNames } from "../../lib/results/divergences.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { quiescent } from "../configuration/parameters/phases.ts";
import { spatialMotion } from "../configuration/parameters/spatial.ts";

export const distances = defineStage({
  name: "distances",
  summary:
    "Measures the same as the divergences without a density: by sliced Wasserstein and energy",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    /** Names of the members of "active", "again" and "frozen". */
    active: z.array(z.enum(activeNames)),
    /** Names of the members of "quiescent", which lacks "uniform": the uniform distribution over the box. */
    quiescent: z.array(z.enum(quiescentNames)),
    trajectories: z.int().positive(),
    activeSteps: z.int().positive(),
    steps: z.int().positive(),
    early: quiescent.shape.early,
    boxWidth: spatialMotion.shape.boxWidth,
    boxHeight: spatialMotion.shape.boxHeight,
  }),
  /**
   * Decoded positions, float32 [n, T, 2], m. "active": what distances are from; "again": of another active
   * set; "frozen": starts of quiescent phases, repeated.
   */
  inputs: {
    active: { format: "npy", list: true },
    again: { format: "npy", list: true },
    frozen: { format: "npy", list: true },
    quiescent: { format: "npy", list: true },
  },
  /** "distances": of each quiescent distribution, second active set and standing still from activity. */
  outputs: { distances: "json" },
  arithmetic: "plain",
  cost: ({ active, quiescent, trajectories: n, activeSteps, steps, early }) => {
    const points = n * (2 * active.length * activeSteps + quiescent.length * (1.5 * steps + early));
    const tests = active.length * (3 * quiescent.length + 2);
    // 64 projections of each point, 400 distances and 1000 permutations of each pair of trajectories.
    return {
      seconds: 0.1 + 2e-6 * points + 2.5e-6 * tests * n * n,
      memory: 1e8 + 40 * n * steps * quiescent.length,
      output: 150 * tests,
    };
  },
  run: new URL("./run.ts", import.meta.url),
});
