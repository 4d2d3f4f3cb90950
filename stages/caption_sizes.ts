import type { CaptionSizes, MapSizes } from "../figures/captions.ts";
import type { Configuration, HeadDirection, Spatial } from "./configuration.ts";
import type { Protocol } from "./protocol.ts";

/** What the captions state of a configuration. */
export function captionSizes(
  { seeds, spatial: { vanilla, gru }, headDirection }: Configuration,
  protocol: Protocol,
): CaptionSizes {
  const { active, quiescent, drawing, totalVariance, train, stepDistance } = vanilla;
  const maps = mapSizes(vanilla);
  return {
    ...maps,
    protocol,
    networks: seeds.length,
    shownSeed: seeds[0]!, // the schema asks for one
    trainingBatches: train.batches,
    trajectoriesPerBatch: train.batchSize,
    explainedVariance: vanilla.explainedVariance,
    scatter: {
      everyTrajectory: drawing.scatterTrajectory,
      fromStep: drawing.scatterFrom,
      everyStep: drawing.scatterStep,
    },
    divergence: { ...maps.rollouts, points: vanilla.divergence.points },
    totalVariance: { ...totalVariance, dropped: totalVariance.from },
    gru: mapSizes(gru),
    examples: {
      trajectories: quiescent.trajectories,
      every: drawing.quiescentEvery,
      steps: Math.min(stepDistance.steps, quiescent.steps),
    },
    absoluteNoise: Math.sqrt(quiescent.absoluteVariance),
    stepDistance: {
      trajectories: active.trajectories,
      steps: Math.min(stepDistance.steps, active.steps, quiescent.steps),
    },
    headDirection: headDirectionSizes(headDirection.vanilla),
    fading: { trajectories: quiescent.trajectories, steps: quiescent.steps },
  };
}

function mapSizes({ active, quiescent, density, drawing }: Spatial): MapSizes {
  const rollouts = {
    trajectories: active.trajectories,
    activeSteps: active.steps,
    quiescentSteps: quiescent.steps,
  };
  return {
    rollouts,
    drawnEvery: { active: drawing.activeEvery, quiescent: drawing.quiescentEvery },
    density: {
      ...rollouts,
      quiescentSteps: Math.min(density.quiescentSteps, quiescent.steps),
      grid: density.gridPoints,
    },
  };
}

function headDirectionSizes(
  { train, active, quiescent, drawing }: HeadDirection,
): CaptionSizes["headDirection"] {
  return {
    trainingBatches: train.batches,
    trajectoriesPerBatch: train.batchSize,
    rollouts: {
      trajectories: active.trajectories,
      activeSteps: active.steps,
      quiescentSteps: quiescent.steps,
    },
    bins: drawing.bins,
    scatter: {
      everyTrajectory: drawing.scatterTrajectory,
      fromStep: drawing.scatterFrom,
      everyStep: drawing.scatterStep,
    },
    path: {
      trajectory: drawing.pathTrajectory,
      activeSteps: Math.min(drawing.activePathSteps, active.steps),
      quiescentSteps: Math.min(drawing.quiescentPathSteps, quiescent.steps),
    },
  };
}
