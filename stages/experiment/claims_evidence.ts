import type { GraphBuilder } from "../../pipeline/graph.ts";
import { weighClaims } from "../claims/claims.ts";
import type { Configuration } from "../configuration.ts";
import { prefixOf } from "../protocol.ts";
import type { Protocol } from "../protocol.ts";
import type { HeadDirectionEvidence } from "./head_direction_figures.ts";
import type { GruEvidence, SpatialEvidence } from "./spatial_evidence.ts";

/** Adds the action that weighs the claims. */
export function addClaims(
  graph: GraphBuilder,
  protocol: Protocol,
  configuration: Configuration,
  spatial: SpatialEvidence,
  gru: GruEvidence,
  headDirection: HeadDirectionEvidence,
): void {
  const { seeds, spatial: sizes, headDirection: { vanilla: turning } } = configuration;
  const { vanilla } = sizes;
  const phases = ({ active, quiescent }: Pick<typeof vanilla, "active" | "quiescent">) =>
    `${active.steps} active and ${quiescent.steps} quiescent steps`;
  const { activeSteps, quiescentSteps } = vanilla.explainedVariance;
  const { from, steps } = vanilla.totalVariance;
  graph.target(graph.add(weighClaims, `${prefixOf(protocol)}claims`, {
    protocol,
    seeds,
    windows: {
      explainedVariance: `${activeSteps} active and ${quiescentSteps} quiescent steps`,
      divergence: phases(vanilla),
      totalVariance: `quiescent steps ${from} to ${steps}`,
      stepDistance: `the first ${vanilla.stepDistance.steps} steps of each phase`,
      gru: phases(sizes.gru),
      headDirection: phases(turning),
    },
  }, {
    history: spatial.history,
    explainedActive: spatial.explainedActive,
    explainedQuiescent: spatial.explainedQuiescent,
    divergence: spatial.divergence,
    uniformity: spatial.uniformity,
    divergenceSame: spatial.divergenceSame,
    totalVariance: spatial.totalVariance,
    stepDistanceUnbiased: spatial.stepDistance.unbiased,
    stepDistanceBiased: spatial.stepDistance.biased,
    gruDivergence: gru.divergence,
    gruStepDistance: gru.stepDistance,
    bearingMatch: headDirection.match,
    activeVelocity: headDirection.activeVelocity.biased,
    biasedVelocity: headDirection.quiescentVelocity.biased,
    unbiasedVelocity: headDirection.quiescentVelocity.unbiased,
  }));
}
