import { z } from "zod";
import { CODE, count, notNegative, PAPER, parameter, positive } from "./parameter.ts";

export const spatialNetwork = z.strictObject({
  units: parameter(count(512), {
    text: "Recurrent units",
    symbol: "H",
    unit: "1",
    source: PAPER,
  }),
  alpha: parameter(z.number().positive().max(1).default(0.2), {
    text: "Time step over time constant, dt / tau",
    symbol: "α",
    unit: "1",
    source: PAPER,
  }),
});

export const placeCells = z.strictObject({
  count: parameter(z.int().min(3).max(65535).default(512), {
    text: "Place cells",
    symbol: "N",
    unit: "1",
    source: PAPER,
  }),
  width: parameter(positive(0.2), {
    text: "Tuning width",
    symbol: "σ_SP",
    unit: "m",
    source: PAPER,
  }),
  normalisation: parameter(z.enum(["softmax", "none"]).default("softmax"), {
    text: "Softmax over the cells, or the plain Gaussian of eq. 20",
    source: `${CODE} (D5)`,
  }),
  winners: parameter(count(3), {
    text: "Most active cells that are averaged to decode",
    symbol: "k",
    unit: "1",
    source: PAPER,
  }),
});

export const spatialMotion = z.strictObject({
  boxWidth: parameter(positive(2.2), { text: "Extent of the box in x", unit: "m", source: PAPER }),
  boxHeight: parameter(positive(2.2), { text: "Extent of the box in y", unit: "m", source: PAPER }),
  borderRegion: parameter(notNegative(0.03), {
    text: "Distance from a wall below which it is avoided",
    unit: "m",
    source: CODE,
  }),
  borderSlowFactor: parameter(notNegative(0.25), {
    text: "Factor on the speed beside a wall",
    unit: "1",
    source: CODE,
  }),
  timeStep: parameter(positive(0.02), {
    text: "Time step",
    symbol: "dt",
    unit: "s",
    source: PAPER,
  }),
  turnSigma: parameter(notNegative(11.52), {
    text: "Standard deviation of the turning rate",
    unit: "rad/s",
    source: PAPER,
  }),
  speedScale: parameter(positive(0.26 * Math.PI), {
    text: "Scale of the Rayleigh-distributed speed",
    symbol: "b",
    unit: "m/s",
    source: `${CODE}; text: 0.2 (D4)`,
  }),
  drift: parameter(notNegative(0.05), {
    text: "Share of the way to the anchor added to a step, in biased walks",
    unit: "1",
    source: PAPER,
  }),
  anchorX: parameter(z.number().default(0), { text: "Anchor, x", unit: "m", source: CODE }),
  anchorY: parameter(z.number().default(0), { text: "Anchor, y", unit: "m", source: CODE }),
});
