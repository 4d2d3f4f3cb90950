import { z } from "zod";
import { CODE, count, parameter, positive } from "./parameter.ts";

export const drawing = z.strictObject({
  activeEvery: parameter(count(8), {
    text: "Every n-th active trajectory is drawn",
    unit: "1",
    source: `${CODE} (D13)`,
  }),
  quiescentEvery: parameter(count(4), {
    text: "Every n-th quiescent trajectory is drawn",
    unit: "1",
    source: `${CODE} (D13)`,
  }),
  scatterTrajectory: parameter(count(2), {
    text: "Every n-th trajectory is in the scatter plots",
    unit: "1",
    source: `${CODE} (D13)`,
  }),
  scatterFrom: parameter(z.int().nonnegative().default(7), {
    text: "First step in the scatter plots",
    unit: "1",
    source: `${CODE} (D13)`,
  }),
  scatterStep: parameter(count(20), {
    text: "Every n-th step is in the scatter plots",
    unit: "1",
    source: `${CODE} (D13)`,
  }),
  positionDensity: parameter(positive(1.2), {
    text: "Highest contour level of the densities of positions",
    unit: "1/m^2",
    source: "paper, Fig. 1",
  }),
  stateDensity: parameter(positive(1.6), {
    text: "Highest contour level of the densities of states",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  levels: parameter(z.int().min(2).default(9), {
    text: "Contour levels",
    unit: "1",
    source: "paper, Fig. 1",
  }),
  divergence: parameter(positive(10), {
    text: "Divergence of the last colour",
    unit: "nat",
    source: "paper, Fig. 2e",
  }),
  distance: parameter(positive(0.6), {
    text: "Sliced Wasserstein distance of the last colour",
    unit: "m",
    source: "ours",
  }),
});

export const headDirectionDrawing = z.strictObject({
  scatterTrajectory: drawing.shape.scatterTrajectory,
  scatterFrom: drawing.shape.scatterFrom,
  scatterStep: drawing.shape.scatterStep,
  bins: parameter(count(20), {
    text: "Bins of the bearing histograms",
    unit: "1",
    source: "paper, Fig. 3",
  }),
  pathTrajectory: parameter(z.int().nonnegative().default(0), {
    text: "Trajectory whose bearing is drawn over time",
    unit: "1",
    source: "ours",
  }),
  activePathSteps: parameter(count(50), {
    text: "Active steps of that drawing",
    unit: "1",
    source: "paper, C.5",
  }),
  quiescentPathSteps: parameter(count(500), {
    text: "Quiescent steps of that drawing",
    unit: "1",
    source: "paper, C.5",
  }),
  activeVelocity: parameter(positive(0.5), {
    text: "Largest angular velocity in the active histogram",
    unit: "rad/step",
    source: CODE,
  }),
  quiescentVelocity: parameter(positive(0.2), {
    text: "Largest angular velocity in the quiescent histograms",
    unit: "rad/step",
    source: CODE,
  }),
  velocityBins: parameter(count(19), {
    text: "Bins of the angular-velocity histograms",
    unit: "1",
    source: CODE,
  }),
});
