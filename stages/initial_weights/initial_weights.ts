import { defineStage } from "../../pipeline/stage.ts";
import { headDirectionSetup, sizesOf, spatialSetup, weightBytes } from "../networks/kinds.ts";
import type { Sizes } from "../networks/kinds.ts";

const common = {
  name: "initialWeights",
  summary: "Draws a seed's initial weights, the same for every condition",
  inputs: {},
  outputs: { weights: "safetensors" },
  arithmetic: "plain",
} as const;

function cost(sizes: Sizes) {
  const output = weightBytes(sizes);
  return { seconds: 0.02, memory: 5e7 + output, output };
}

/** Initial weights by kind of network. */
export const initialWeights = {
  spatialVanilla: defineStage({
    ...common,
    parameters: spatialSetup.omit({ motion: true }),
    cost: (parameters) => cost(sizesOf(parameters, 1)),
    run: new URL("./spatial_vanilla_run.ts", import.meta.url),
  }),
  spatialGru: defineStage({
    ...common,
    parameters: spatialSetup.omit({ motion: true }),
    cost: (parameters) => cost(sizesOf(parameters, 3)),
    run: new URL("./spatial_gru_run.ts", import.meta.url),
  }),
  headDirection: defineStage({
    ...common,
    parameters: headDirectionSetup.omit({ motion: true }),
    cost: (parameters) => cost(sizesOf(parameters, 1)),
    run: new URL("./head_direction_run.ts", import.meta.url),
  }),
};
