import { z } from "zod";
import { count, parameter, positive } from "./parameter.ts";

const SOURCE = "beyond the paper, A";

/** How the learned update is compared with the optimal one. */
export const learnedUpdate = z.strictObject({
  trajectories: parameter(z.int().min(4).default(1000), {
    text: "Active trajectories, of a set of their own",
    unit: "1",
    source: SOURCE,
  }),
  steps: parameter(count(100), { text: "Steps of each", unit: "1", source: SOURCE }),
  from: parameter(count(20), { text: "First step whose states count", unit: "1", source: SOURCE }),
  places: parameter(count(2000), {
    text: "Centres of the mixture denoiser",
    unit: "1",
    source: SOURCE,
  }),
  penalty: parameter(positive(1e-3), {
    text: "Ridge penalty of the states on √N times the cells' activities",
    unit: "1",
    source: SOURCE,
  }),
  kickAt: parameter(count(40), {
    text: "Step at which states are kicked",
    unit: "1",
    source: SOURCE,
  }),
  kickLags: parameter(count(40), {
    text: "Steps that a kick is followed",
    unit: "1",
    source: SOURCE,
  }),
  gainTimes: parameter(count(8), {
    text: "Steps whose input is followed alone",
    unit: "1",
    source: SOURCE,
  }),
  gainLags: parameter(z.int().min(10).default(30), {
    text: "Steps that it is followed",
    unit: "1",
    source: SOURCE,
  }),
});
