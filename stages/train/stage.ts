import { compareTraces, readTrainingTrace } from "../../lib/results/training_trace.ts";
import { defineStage } from "../../pipeline/stage.ts";
import { noise } from "../configuration/parameters/noise.ts";
import { training } from "../configuration/parameters/training.ts";
import {
  headDirectionInputs,
  headDirectionSetup,
  sizesOf,
  spatialInputs,
  spatialSetup,
  trainingCost,
} from "../networks/setup.ts";

const parameters = { train: training.omit({ noiseLaw: true, sigmaStep: true }), noise };
const initial = { initial: { format: "safetensors" } } as const;

const common = {
  name: "train",
  summary: "Trains a network by back-propagation through time and Adam",
  /**
   * "history": loss, decoding error (m, rad) and mean squared error (m^2, rad^2) at each test; "trace":
   * digests of the state after batches 1, 2, 5, 10, ... (lib/results/training_trace.ts).
   */
  outputs: { weights: "safetensors", history: "json", trace: "json" },
  arithmetic: "tensor",
} as const;

/** A training is compared with an earlier one by the states after its first batches. */
const prefix = {
  unit: "batches",
  trace: "trace",
  parameters: <P extends { readonly train: { readonly batches: number } }>(
    whole: P,
    length: number,
  ): P => ({
    ...whole,
    train: { ...whole.train, batches: Math.min(whole.train.batches, length) },
  }),
  compare: (whole: Uint8Array, part: Uint8Array) =>
    compareTraces(readTrainingTrace(whole), readTrainingTrace(part)),
} as const;

/** Training by kind of network. */
export const train = {
  spatialVanilla: defineStage({
    ...common,
    parameters: spatialSetup.extend(parameters),
    inputs: { ...spatialInputs, ...initial },
    cost: (all) => trainingCost(sizesOf(all, 1), all.train),
    prefix,
    run: new URL("./run.ts#spatialVanilla", import.meta.url),
  }),
  spatialGru: defineStage({
    ...common,
    parameters: spatialSetup.extend(parameters),
    inputs: { ...spatialInputs, ...initial },
    cost: (all) => trainingCost(sizesOf(all, 3), all.train),
    prefix,
    run: new URL("./run.ts#spatialGru", import.meta.url),
  }),
  headDirection: defineStage({
    ...common,
    parameters: headDirectionSetup.extend(parameters),
    inputs: { ...headDirectionInputs, ...initial },
    cost: (all) => trainingCost(sizesOf(all, 1), all.train),
    prefix,
    run: new URL("./run.ts#headDirection", import.meta.url),
  }),
};
