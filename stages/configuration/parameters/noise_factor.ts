import { z } from "zod";
import { count, parameter } from "./parameter.ts";

const SOURCE = "beyond.md B";

export const noiseFactor = z.strictObject({
  factors: parameter(
    z.array(z.number().nonnegative()).min(1).default([0, 0.5, 1, 1.5, 2, 3, 4, 8]),
    { text: "Factors on the variance of quiescent noise", symbol: "γ", unit: "1", source: SOURCE },
  ),
  sampledSteps: parameter(count(20), {
    text: "Evenly spaced steps of a window that distances take of each trajectory",
    unit: "1",
    source: "as the energy distance, beyond.md C",
  }),
  components: parameter(count(10), {
    text: "Principal components of activity that distances of states are taken on",
    unit: "1",
    source: SOURCE,
  }),
  resamples: parameter(z.int().nonnegative().default(200), {
    text:
      "Resamples of trajectories for the interval of the best factor; 0: seeds alone are resampled",
    unit: "1",
    source: SOURCE,
  }),
  directions: parameter(count(64), {
    text: "Random directions of a distance of states",
    unit: "1",
    source: SOURCE,
  }),
});
