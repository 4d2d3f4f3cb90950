import { z } from "zod";
import { noiseLaw } from "./noise.ts";
import { CODE, count, notNegative, PAPER, parameter, positive } from "./parameter.ts";

export const training = z.strictObject({
  batches: parameter(count(2500), { text: "Training batches", unit: "1", source: PAPER }),
  batchSize: parameter(count(200), {
    text: "Trajectories per batch",
    symbol: "B",
    unit: "1",
    source: PAPER,
  }),
  steps: parameter(count(100), {
    text: "Time steps per trajectory",
    symbol: "T",
    unit: "1",
    source: PAPER,
  }),
  learningRate: parameter(positive(1e-3), {
    text: "Adam's step size",
    symbol: "lr",
    unit: "1",
    source: PAPER,
  }),
  beta1: parameter(z.number().min(0).lt(1).default(0.9), {
    text: "Adam's decay of the first moment",
    unit: "1",
    source: "torch.optim.Adam",
  }),
  beta2: parameter(z.number().min(0).lt(1).default(0.999), {
    text: "Adam's decay of the second moment",
    unit: "1",
    source: "torch.optim.Adam",
  }),
  epsilon: parameter(positive(1e-8), {
    text: "Added to Adam's root of the second moment",
    unit: "1",
    source: "torch.optim.Adam",
  }),
  testEvery: parameter(count(100), { text: "Batches between tests", unit: "1", source: CODE }),
  noiseLaw: parameter(noiseLaw.exclude(["none"]).nullable().default(null), {
    text: "Law of the recurrent noise; null follows the protocol: uniform on [0, 1) as released, " +
      "Gaussian as described",
    source: "D1",
  }),
  sigmaStep: parameter(notNegative(0.01), {
    text: "Recurrent noise per step in noisy networks",
    symbol: "σ√dt",
    unit: "1",
    source: PAPER,
  }),
});

/** The same with the head direction task's defaults. */
export const headDirectionTraining = training.extend({
  batches: parameter(count(20000), { text: "Training batches", unit: "1", source: "paper, A.2" }),
  sigmaStep: parameter(notNegative(0.1), {
    text: "Recurrent noise per step",
    symbol: "σ√dt",
    unit: "1",
    source: "paper, A.2 (D10)",
  }),
});
