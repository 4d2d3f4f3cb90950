import { defineStage } from "../../pipeline/stage.ts";
import { headDirectionSetup, sizesOf, spatialSetup, weightBytes } from "../networks/setup.ts";
import type { Sizes } from "../networks/setup.ts";

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
    run: new URL("./run.ts#spatialVanilla", import.meta.url),
  }),
  spatialGru: defineStage({
    ...common,
    parameters: spatialSetup.omit({ motion: true }),
    cost: (parameters) => cost(sizesOf(parameters, 3)),
    run: new URL("./run.ts#spatialGru", import.meta.url),
  }),
  headDirection: defineStage({
    ...common,
    parameters: headDirectionSetup.omit({ motion: true }),
    cost: (parameters) => cost(sizesOf(parameters, 1)),
    run: new URL("./run.ts#headDirection", import.meta.url),
  }),
};
