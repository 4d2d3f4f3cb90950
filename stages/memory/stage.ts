import { z } from "zod";
import { activeNames } from "../../lib/results/divergences.ts";
import { populations } from "../../lib/results/memory.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { InputSpec } from "../../pipeline/stage.ts";
import { divergence } from "../configuration/parameters/measures.ts";
import { quiescent } from "../configuration/parameters/phases.ts";

const npy = { format: "npy" } as const satisfies InputSpec;

export const memoryOf = defineStage({
  name: "memory",
  summary: "Measures what quiescence keeps of its start, and how far it is from activity",
  parameters: z.strictObject({
    seed: z.int().nonnegative(),
    population: z.enum(populations),
    network: z.enum(activeNames),
    early: quiescent.shape.early,
    /** Drawn from a density for a divergence; null on the circle, where there is none. */
    points: divergence.shape.bandwidthPoints.nullable(),
    trajectories: z.int().positive(),
    steps: z.int().positive(),
    activeSteps: z.int().positive(),
  }),
  /**
   * Of the active phase and a second set of it, and of quiescence from its own starts and from others: smoothly
   * decoded points, [n, T, 2] in m or [n, T] in rad; those decoded by the most active cells; the largest
   * outputs, [n, T]. "frozen": the starts, repeated.
   */
  inputs: {
    active: npy,
    again: npy,
    own: npy,
    centre: npy,
    activeDecoded: npy,
    againDecoded: npy,
    ownDecoded: npy,
    centreDecoded: npy,
    activePeak: npy,
    ownPeak: npy,
    centrePeak: npy,
    ownFrozen: npy,
    centreFrozen: npy,
  },
  /** "memory": by step, and in the early and the late window, beside standing still. */
  outputs: { memory: "json" },
  arithmetic: "plain",
  cost: ({ points, trajectories: n, steps, activeSteps }) => {
    const projected = n * (2 * steps + 2 * activeSteps + 30);
    // Densities are of activity and of seven others, thinned to equally many points.
    const kernels = 14 * (points ?? 0) * n * activeSteps;
    return {
      seconds: 0.1 + 2e-6 * projected + 2e-9 * kernels,
      memory: 1e8 + 60 * n * steps,
      output: 3000,
    };
  },
  run: new URL("./run.ts", import.meta.url),
});
