import { z } from "zod";
import { count, notNegative, parameter, positive } from "./parameter.ts";

export const explainedVariance = z.strictObject({
  trajectories: parameter(count(1000), {
    text: "Trajectories of each phase",
    unit: "1",
    source: "paper, Fig. 1c",
  }),
  activeSteps: parameter(count(100), { text: "Active steps", unit: "1", source: "paper, Fig. 1c" }),
  quiescentSteps: parameter(count(200), {
    text: "Quiescent steps",
    unit: "1",
    source: "paper, Fig. 1c",
  }),
  components: parameter(count(10), {
    text: "Principal components",
    unit: "1",
    source: "paper, Fig. 1c",
  }),
});

export const density = z.strictObject({
  gridPoints: parameter(z.int().min(2).default(100), {
    text: "Grid points on each axis",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  halfWidth: parameter(positive(1.25), {
    text: "Half the width of the grid of positions",
    unit: "m",
    source: "paper, Fig. 1",
  }),
  margin: parameter(notNegative(0.1), {
    text: "Added to each side of the active range of the principal components",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  quiescentSteps: parameter(count(200), {
    text: "Quiescent steps that go into a density plot",
    unit: "1",
    source: "paper, Fig. 1 (D13)",
  }),
});

export const divergence = z.strictObject({
  points: parameter(count(2500), {
    text: "Points drawn from the quiescent density",
    unit: "1",
    source: "paper, Fig. 2e",
  }),
  bandwidthPoints: parameter(count(1000), {
    text: "The same where the bandwidth is varied",
    unit: "1",
    source: "beyond.md C",
  }),
});

export const totalVariance = z.strictObject({
  trajectories: parameter(count(500), {
    text: "Quiescent trajectories",
    unit: "1",
    source: "paper, Fig. 2f (D8)",
  }),
  steps: parameter(count(2000), { text: "Steps of each", unit: "1", source: "paper, Fig. 2f" }),
  from: parameter(z.int().nonnegative().default(1000), {
    text: "Steps that are dropped at first",
    unit: "1",
    source: "paper, Fig. 2f",
  }),
});

export const stepDistance = z.strictObject({
  steps: parameter(z.int().min(2).default(100), {
    text: "Steps of each phase that are measured",
    unit: "1",
    source: "paper, C.4",
  }),
});
