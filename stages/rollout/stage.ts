import { z } from "zod";
import { defineStage } from "../../pipeline/stage.ts";
import { rolloutVariant } from "../configuration/parameters/rollout_variant.ts";
import {
  headDirectionInputs,
  headDirectionSetup,
  rolloutCost,
  sizesOf,
  spatialInputs,
  spatialSetup,
} from "../networks/setup.ts";
import { phaseInputs, phaseParameters } from "../networks/phase_parameters.ts";

const parameters = {
  ...phaseParameters,
  components: z.int().nonnegative(),
  variant: rolloutVariant.prefault({}),
};
const pca = { pca: { format: "safetensors", optional: true } } as const;

const common = {
  name: "rollout",
  summary: "Runs a network, active or quiescent, and keeps what later stages need of each step",
  /**
   * "winners": uint16 [n, T, k], the most active cells, the most active first; "smooth": float32,
   * positions [n, T, 2], m, or bearings [n, T], rad, weighted by how active cells are; "projection": float32
   * [n, T, components] on the components of `pca`; "peak": float32 [n, T], the largest output.
   */
  outputs: { winners: "npy", smooth: "npy", projection: "npy", peak: "npy" },
  arithmetic: "tensor",
} as const;

/** Bytes that a rollout hands on a trajectory and step. */
const bytes = (all: { components: number; cells: { winners: number } }): number =>
  2 * all.cells.winners + 12 + 4 * all.components;

/** Rollouts by kind of network. */
export const rollout = {
  spatialVanilla: defineStage({
    ...common,
    parameters: spatialSetup.extend(parameters),
    inputs: { ...spatialInputs, ...phaseInputs, ...pca },
    cost: (all) => rolloutCost(sizesOf(all, 1), all, bytes(all)),
    run: new URL("./run.ts#spatialVanilla", import.meta.url),
  }),
  spatialGru: defineStage({
    ...common,
    parameters: spatialSetup.extend(parameters),
    inputs: { ...spatialInputs, ...phaseInputs, ...pca },
    cost: (all) => rolloutCost(sizesOf(all, 3), all, bytes(all)),
    run: new URL("./run.ts#spatialGru", import.meta.url),
  }),
  headDirection: defineStage({
    ...common,
    parameters: headDirectionSetup.extend(parameters),
    inputs: { ...headDirectionInputs, ...phaseInputs, ...pca },
    cost: (all) => rolloutCost(sizesOf(all, 1), all, bytes(all)),
    run: new URL("./run.ts#headDirection", import.meta.url),
  }),
};
