import { z } from "zod";
import * as groups from "./parameters.ts";

const spatial = {
  network: groups.spatialNetwork.prefault({}),
  cells: groups.placeCells.prefault({}),
  motion: groups.spatialMotion.prefault({}),
  train: groups.training.prefault({}),
  active: groups.active.prefault({}),
  density: groups.density.prefault({}),
  divergence: groups.divergence.prefault({}),
  stepDistance: groups.stepDistance.prefault({}),
  drawing: groups.drawing.prefault({}),
};

const spatialVanilla = z.strictObject({
  ...spatial,
  quiescent: groups.quiescent.prefault({}),
  explainedVariance: groups.explainedVariance.prefault({}),
  totalVariance: groups.totalVariance.prefault({}),
});

const spatialGru = z.strictObject({ ...spatial, quiescent: groups.gruQuiescent.prefault({}) });

const headDirection = z.strictObject({
  network: groups.headDirectionNetwork.prefault({}),
  cells: groups.headDirectionCells.prefault({}),
  motion: groups.headDirectionMotion.omit({ biased: true }).prefault({}),
  train: groups.headDirectionTraining.prefault({}),
  active: groups.active.prefault({}),
  quiescent: groups.quiescent.prefault({}),
  drawing: groups.headDirectionDrawing.prefault({}),
});

/**
 * Everything that can be chosen about the experiment. The defaults are the paper's sizes; a profile
 * names what differs.
 */
export const configurationSchema = z.strictObject({
  seeds: z.array(z.int().nonnegative()).min(1).default([0, 1, 2, 3, 4]),
  spatial: z.strictObject({
    vanilla: spatialVanilla.prefault({}),
    gru: spatialGru.prefault({}),
  }).prefault({}),
  headDirection: z.strictObject({ vanilla: headDirection.prefault({}) }).prefault({}),
});

export type Configuration = z.output<typeof configurationSchema>;
export type SpatialVanilla = z.output<typeof spatialVanilla>;
export type SpatialGru = z.output<typeof spatialGru>;
/** What the configurations of both spatial networks have. */
export type Spatial = SpatialVanilla | SpatialGru;
export type HeadDirection = z.output<typeof headDirection>;
