import { defineStage } from "../pipeline/stage.ts";
import { sizesOf, spatialVanilla, weightBytes } from "./network_kinds.ts";

export const initialWeightsSpatialVanilla = defineStage({
  name: "initialWeights",
  summary: "Draws a seed's initial weights, the same for every condition",
  parameters: spatialVanilla.omit({ motion: true }),
  inputs: {},
  outputs: { weights: "safetensors" },
  arithmetic: "plain",
  cost: (parameters) => {
    const output = weightBytes(sizesOf(parameters));
    return { seconds: 0.02, memory: 5e7 + output, output };
  },
  run: new URL("./initial_weights_spatial_vanilla_run.ts", import.meta.url),
});
