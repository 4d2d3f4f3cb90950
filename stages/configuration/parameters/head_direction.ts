import { z } from "zod";
import { CODE, count, notNegative, parameter, positive } from "./parameter.ts";

export const headDirectionNetwork = z.strictObject({
  units: parameter(count(128), {
    text: "Recurrent units",
    symbol: "H",
    unit: "1",
    source: "paper, A.2",
  }),
  alpha: parameter(z.number().positive().max(1).default(0.5), {
    text: "Time step over time constant, dt / tau",
    symbol: "α",
    unit: "1",
    source: "paper, A.2",
  }),
});

export const headDirectionCells = z.strictObject({
  count: parameter(z.int().min(3).max(65535).default(512), {
    text: "Head direction cells",
    symbol: "N",
    unit: "1",
    source: "paper, A.2",
  }),
  width: parameter(z.number().min(0.01).default(Math.PI / 6), {
    text: "Tuning width; kappa is 1 / width^2",
    symbol: "σ_HD",
    unit: "rad",
    source: "paper, A.2",
  }),
  normalisation: parameter(z.enum(["maximum", "density"]).default("maximum"), {
    text: "Von Mises tuning with maximum 1, or the density of the text",
    source: `${CODE} (D6)`,
  }),
  winners: parameter(count(3), {
    text: "Most active cells that are averaged to decode",
    symbol: "k",
    unit: "1",
    source: "paper, A.2",
  }),
});

export const headDirectionMotion = z.strictObject({
  timeStep: parameter(positive(0.02), {
    text: "Time step",
    symbol: "dt",
    unit: "s",
    source: "paper, A.2",
  }),
  turnSigma: parameter(notNegative(11.52), {
    text: "Standard deviation of the turning rate",
    unit: "rad/s",
    source: "paper, A.2",
  }),
  biased: parameter(z.boolean().default(false), {
    text: "Whether every turn is counter-clockwise",
    source: "paper, 4.3",
  }),
});
