import { z } from "zod";
import { noiseLaw } from "./noise.ts";
import { CODE, count, notNegative, parameter } from "./parameter.ts";

export const active = z.strictObject({
  trajectories: parameter(count(200), {
    text: "Trajectories of an active rollout",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  steps: parameter(count(100), {
    text: "Steps of an active rollout",
    unit: "1",
    source: "paper, Fig. 1",
  }),
});

export const quiescent = z.strictObject({
  trajectories: parameter(count(200), {
    text: "Trajectories of a quiescent rollout",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  steps: parameter(count(1000), {
    text: "Steps of a quiescent rollout",
    unit: "1",
    source: CODE,
  }),
  early: parameter(count(100), {
    text: "Steps of the early window of additional analyses; the late one is the second half",
    unit: "1",
    source: "beyond.md 0",
  }),
  varianceFactor: parameter(notNegative(2), {
    text: "Factor on the noise variance; 1 leaves the noise as in training",
    unit: "1",
    source: "eq. 19",
  }),
  noiseLaw: parameter(noiseLaw.exclude(["none"]).nullable().default(null), {
    text: "Law of the quiescent noise; null follows the training",
    source: "D1",
  }),
  absoluteVariance: parameter(notNegative(2e-4), {
    text: "Noise variance per step put into networks trained without noise",
    unit: "1",
    source: "paper, C.3",
  }),
});

/** A GRU's noise is left as it is in training. */
export const gruQuiescent = quiescent.extend({
  varianceFactor: parameter(notNegative(1), {
    text: "Factor on the noise variance; 1 leaves the noise as in training",
    unit: "1",
    source: "paper, C.2",
  }),
});
