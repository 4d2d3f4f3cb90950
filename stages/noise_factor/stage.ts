import { z } from "zod";
import { noiseMeans, sweptNetworks } from "../../lib/results/noise_factor.ts";
import { QUANTILES } from "../../lib/stats/sliced_wasserstein.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { noise } from "../configuration/parameters/noise.ts";
import { rolloutCost, sizesOf, spatialInputs, spatialSetup } from "../networks/setup.ts";

export const noiseFactorOf = defineStage({
  name: "noiseFactor",
  summary: "Runs quiescence with each factor on its noise, and takes distances from activity",
  parameters: spatialSetup.extend({
    swept: z.enum(sweptNetworks),
    trajectories: z.int().positive(),
    activeSteps: z.int().positive(),
    steps: z.int().min(2),
    /** Quiescent steps of the early window; the late one is the second half of all. */
    early: z.int().min(2),
    /** That of the training. */
    noise,
    /** On the variance of the noise. */
    factors: z.array(z.number().nonnegative()).min(1),
    /** What a factor does to the mean of the noise: a sweep each. */
    means: z.array(z.enum(noiseMeans)).min(1),
    /** Evenly spaced steps of a window that distances take. */
    sampledSteps: z.int().positive(),
    /** Principal components of activity that distances of states are taken on. */
    components: z.int().positive(),
    /** Random directions of these distances. */
    directions: z.int().positive(),
    /** Resamples of trajectories, of which distances of states are taken, too. */
    resamples: z.int().nonnegative(),
  }),
  /** "moments": of active states; "again": the second evaluation set, where quiescence starts. */
  inputs: {
    ...spatialInputs,
    weights: { format: "safetensors" },
    moments: { format: "safetensors" },
    coordinates: { format: "npy" },
    updates: { format: "npy" },
    coordinatesAgain: { format: "npy" },
    updatesAgain: { format: "npy" },
  },
  outputs: { sweeps: "json" },
  arithmetic: "tensor",
  cost: (all) => {
    const { network: { units }, factors, means, trajectories, steps, components, early } = all;
    const { sampledSteps, directions, resamples } = all;
    const blocks = factors.length * means.length, rows = blocks * trajectories;
    const { seconds, memory } = rolloutCost(sizesOf(all, 1), { trajectories: rows, steps }, 0);
    const points = rows * (early + steps / 2);
    const apart = (trajectories * sampledSteps) ** 2;
    const projected = directions * (trajectories * sampledSteps + QUANTILES);
    return {
      // Noise of each unit, components, and distances between all sampled points of two windows and in each.
      seconds: seconds + 3e-9 * rows * steps * units + 1e-8 * units ** 3 +
        2e-9 * 2 * blocks * 1.5 * apart + 2e-9 * 2 * blocks * resamples * projected,
      memory: memory + 4 * points * (components + 2) + 40 * rows * units,
      output: (4000 + 40 * resamples) * blocks,
    };
  },
  run: new URL("./run.ts", import.meta.url),
});
