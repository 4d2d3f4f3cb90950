import { z } from "zod";
import * as groups from "./parameters.ts";

const spatialVanilla = z.strictObject({
  network: groups.spatialNetwork.prefault({}),
  cells: groups.placeCells.prefault({}),
  motion: groups.spatialMotion.prefault({}),
  train: groups.training.prefault({}),
  active: groups.active.prefault({}),
  quiescent: groups.quiescent.prefault({}),
  explainedVariance: groups.explainedVariance.prefault({}),
  density: groups.density.prefault({}),
  divergence: groups.divergence.prefault({}),
  totalVariance: groups.totalVariance.prefault({}),
  stepDistance: groups.stepDistance.prefault({}),
  drawing: groups.drawing.prefault({}),
});

/**
 * Everything that can be chosen about the experiment. The defaults are the paper's sizes; a profile
 * names what differs.
 */
export const configurationSchema = z.strictObject({
  seeds: z.array(z.int().nonnegative()).min(1).default([0, 1, 2, 3, 4]),
  spatial: z.strictObject({ vanilla: spatialVanilla.prefault({}) }).prefault({}),
});

export type Configuration = z.output<typeof configurationSchema>;
export type SpatialVanilla = z.output<typeof spatialVanilla>;
