import { defineStage } from "../pipeline/stage.ts";
import { sizesOf, spatialInputs, spatialVanilla, trainingCost } from "./network_kinds.ts";
import { noise, training } from "./parameters.ts";

export const trainSpatialVanilla = defineStage({
  name: "train",
  summary: "Trains a network by back-propagation through time and Adam",
  parameters: spatialVanilla.extend({
    train: training.omit({ noiseLaw: true, sigmaStep: true }),
    noise,
  }),
  inputs: { ...spatialInputs, initial: { format: "safetensors" } },
  /** "history": loss, decoding error (m) and mean squared coordinate error (m^2) at each test. */
  outputs: { weights: "safetensors", history: "json" },
  arithmetic: "tensor",
  cost: (parameters) => trainingCost(sizesOf(parameters), parameters.train),
  run: new URL("./train_spatial_vanilla_run.ts", import.meta.url),
});
