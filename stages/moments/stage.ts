import { defineStage } from "../../pipeline/stage.ts";
import type { Cost } from "../../pipeline/stage.ts";
import {
  headDirectionInputs,
  headDirectionSetup,
  rolloutCost,
  sizesOf,
  spatialInputs,
  spatialSetup,
} from "../networks/setup.ts";
import type { Sizes } from "../networks/setup.ts";
import { phaseInputs, phaseParameters } from "../networks/phase_parameters.ts";

const common = {
  name: "moments",
  summary: "Runs a network and takes the mean and covariance of its states",
  /** "moments": float64 "mean" [H], "covariance" [H, H] (divisor n - 1), "count" [1]. */
  outputs: { moments: "safetensors" },
  arithmetic: "tensor",
} as const;

function cost(sizes: Sizes, phase: { trajectories: number; steps: number }): Cost {
  const rollout = rolloutCost(sizes, phase, 0);
  const products = phase.trajectories * phase.steps * sizes.units ** 2;
  return {
    ...rollout,
    seconds: rollout.seconds + products / 1e10,
    output: 8 * sizes.units * (sizes.units + 1),
  };
}

/** Moments of the states by kind of network. */
export const moments = {
  spatialVanilla: defineStage({
    ...common,
    parameters: spatialSetup.extend(phaseParameters),
    inputs: { ...spatialInputs, ...phaseInputs },
    cost: (all) => cost(sizesOf(all, 1), all),
    run: new URL("./run.ts#spatialVanilla", import.meta.url),
  }),
  spatialGru: defineStage({
    ...common,
    parameters: spatialSetup.extend(phaseParameters),
    inputs: { ...spatialInputs, ...phaseInputs },
    cost: (all) => cost(sizesOf(all, 3), all),
    run: new URL("./run.ts#spatialGru", import.meta.url),
  }),
  headDirection: defineStage({
    ...common,
    parameters: headDirectionSetup.extend(phaseParameters),
    inputs: { ...headDirectionInputs, ...phaseInputs },
    cost: (all) => cost(sizesOf(all, 1), all),
    run: new URL("./run.ts#headDirection", import.meta.url),
  }),
};
