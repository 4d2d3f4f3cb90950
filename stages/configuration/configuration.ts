import { z } from "zod";
import { drawing, headDirectionDrawing } from "./parameters/drawing.ts";
import {
  headDirectionCells,
  headDirectionMotion,
  headDirectionNetwork,
} from "./parameters/head_direction.ts";
import { learnedUpdate } from "./parameters/learned_update.ts";
import {
  density,
  divergence,
  explainedVariance,
  stepDistance,
  totalVariance,
} from "./parameters/measures.ts";
import { noiseFactor } from "./parameters/noise_factor.ts";
import { active, gruQuiescent, quiescent } from "./parameters/phases.ts";
import { placeCells, spatialMotion, spatialNetwork } from "./parameters/spatial.ts";
import { headDirectionTraining, training } from "./parameters/training.ts";

const spatial = {
  network: spatialNetwork.prefault({}),
  cells: placeCells.prefault({}),
  motion: spatialMotion.prefault({}),
  train: training.prefault({}),
  active: active.prefault({}),
  density: density.prefault({}),
  divergence: divergence.prefault({}),
  stepDistance: stepDistance.prefault({}),
  drawing: drawing.prefault({}),
  learnedUpdate: learnedUpdate.prefault({}),
};

const spatialVanilla = z.strictObject({
  ...spatial,
  quiescent: quiescent.prefault({}),
  explainedVariance: explainedVariance.prefault({}),
  totalVariance: totalVariance.prefault({}),
  noiseFactor: noiseFactor.prefault({}),
});

const spatialGru = z.strictObject({ ...spatial, quiescent: gruQuiescent.prefault({}) });

const headDirection = z.strictObject({
  network: headDirectionNetwork.prefault({}),
  cells: headDirectionCells.prefault({}),
  motion: headDirectionMotion.omit({ biased: true }).prefault({}),
  train: headDirectionTraining.prefault({}),
  active: active.prefault({}),
  quiescent: quiescent.prefault({}),
  drawing: headDirectionDrawing.prefault({}),
  learnedUpdate: learnedUpdate.prefault({}),
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
