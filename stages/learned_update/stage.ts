import { z } from "zod";
import { updatedConditions } from "../../lib/results/updated_network.ts";
import { defineStage } from "../../pipeline/stage.ts";
import type { Cost } from "../../pipeline/stage.ts";
import { learnedUpdate as sizes } from "../configuration/parameters/learned_update.ts";
import { noise } from "../configuration/parameters/noise.ts";
import {
  FLOPS,
  headDirectionInputs,
  headDirectionSetup,
  rolloutCost,
  sizesOf,
  spatialInputs,
  spatialSetup,
} from "../networks/setup.ts";
import type { Sizes } from "../networks/setup.ts";

const parameters = {
  condition: z.enum(updatedConditions),
  ...sizes.shape,
  noise,
  /** The noise whose s is the unit and the length of kicks: that of the noisy networks. */
  scale: noise,
};

const inputs = {
  weights: { format: "safetensors" },
  coordinates: { format: "npy" },
  updates: { format: "npy" },
} as const;

const common = {
  name: "learnedUpdate",
  summary: "Compares what a network does to its active states with the optimal update",
  /**
   * "spectrum": the autonomous update beside denoisers; "kicks": what becomes of kicks; "gain": what the
   * input does. One action, since all three need the moments of the active states, and no states are kept.
   */
  outputs: { spectrum: "json", kicks: "json", gain: "json" },
  arithmetic: "tensor",
} as const;

type All = z.output<typeof sizes> & { readonly noise: z.output<typeof noise> };

/** Products dominate; `states` are those that count, beside all that a rollout passes. */
function cost(sizes: Sizes, all: All): Cost {
  const { units, cells, recurrent } = sizes;
  const { trajectories, steps, from, places, kickAt, kickLags, gainTimes, gainLags } = all;
  const noisy = Number(all.noise.law !== "none");
  const step = 2 * recurrent * units ** 2, output = 2 * cells * units;
  const states = trajectories * (steps - from);
  const flop = (2 + noisy) * trajectories * steps * step +
    // The update and three inputs; joint moments; what the cells expect.
    states * ((4 + noisy) * step + 2 * (cells + units) ** 2 + output) +
    // Projections and denoisers.
    states * noisy * 2 * units * (5 * units + 2 * places) +
    3 * trajectories * (kickAt + kickLags) * step +
    trajectories * gainTimes * gainLags * (2 * step + output);
  // Eigenvectors and solutions in double precision, loops over states, resamples.
  const plain = 1.1e-8 * units ** 3 + noisy * 1e-9 * (10 * units ** 3 + 3 * cells ** 3) +
    states * (1e-8 * units + noisy * (5e-9 * places + 2e-8 * units)) +
    noisy * 200 * 6e-9 * trajectories * units;
  return {
    seconds: rolloutCost(sizes, { trajectories: 0, steps: 0 }, 0).seconds + flop / FLOPS + plain,
    memory: 2.5e8 +
      4 * (trajectories * (30 * units + 4 * cells + 2 * places) + 4 * places * units) +
      8 * (6 * (cells + units) ** 2 + 4 * places * (cells + units) + 6 * trajectories * units),
    output: 70 * units + 400 * (kickLags + gainLags) + 1e4,
  };
}

/** The learned update by kind of network. */
export const learnedUpdate = {
  spatialVanilla: defineStage({
    ...common,
    parameters: spatialSetup.extend(parameters),
    inputs: { ...spatialInputs, ...inputs },
    cost: (all) => cost(sizesOf(all, 1), all),
    run: new URL("./run.ts#spatialVanilla", import.meta.url),
  }),
  spatialGru: defineStage({
    ...common,
    parameters: spatialSetup.extend(parameters),
    inputs: { ...spatialInputs, ...inputs },
    cost: (all) => cost(sizesOf(all, 3), all),
    run: new URL("./run.ts#spatialGru", import.meta.url),
  }),
  headDirection: defineStage({
    ...common,
    parameters: headDirectionSetup.extend(parameters),
    inputs: { ...headDirectionInputs, ...inputs },
    cost: (all) => cost(sizesOf(all, 1), all),
    run: new URL("./run.ts#headDirection", import.meta.url),
  }),
};
