import type { Protocol } from "../../lib/conditions.ts";
import type { Action } from "../../pipeline/graph.ts";
import { weighBeyond } from "../beyond_claims/stage.ts";
import { weighClaims } from "../claims/stage.ts";
import { protocolLabel } from "../configuration/protocol.ts";
import type { Canvas } from "./draw.ts";
import type { HeadDirectionEvidence } from "./head_direction_evidence.ts";
import type { GruEvidence, SpatialEvidence } from "./spatial_evidence.ts";
import { Windows } from "./windows.ts";

/** What was measured, by kind of network. */
interface Evidence {
  readonly spatial: SpatialEvidence;
  readonly gru: GruEvidence;
  readonly headDirection: HeadDirectionEvidence;
}

/** Whether an action weighs claims, the paper's or those beyond it. */
export function weighsClaims({ stage }: Action): boolean {
  return [weighClaims.name, weighBeyond.name].includes(stage.name);
}

/** Whether it weighs them under a protocol. */
export function weighs(action: Action, protocol: Protocol): boolean {
  return weighsClaims(action) && action.parameters["protocol"] === protocol;
}

/** Adds the action that weighs the paper's claims. */
export function addClaims(
  { graph, protocol }: Canvas,
  seeds: readonly number[],
  { spatial, gru, headDirection }: Evidence,
): void {
  const windows = new Windows((name) => graph.action(name));
  graph.target(graph.add(weighClaims, { labels: protocolLabel(protocol) }, {
    protocol,
    seeds: [...seeds],
    windows: {
      explainedVariance: windows.components([
        ...spatial.explainedActive,
        ...spatial.explainedQuiescent,
      ]),
      divergence: windows.phases([
        ...spatial.divergence,
        ...spatial.uniformity,
        ...spatial.divergenceSame,
      ]),
      totalVariance: windows.totalVariance(spatial.totalVariance),
      stepDistance: windows.stepDistances([
        ...spatial.stepDistance.unbiased,
        ...spatial.stepDistance.biased,
      ]),
      gru: windows.phases(gru.divergence),
      gruStepDistance: windows.stepDistances(gru.stepDistance),
      headDirection: windows.phases([
        ...headDirection.match,
        ...headDirection.activeVelocity.biased,
        ...headDirection.quiescentVelocity.biased,
        ...headDirection.quiescentVelocity.unbiased,
      ]),
    },
  }, {
    history: spatial.history,
    explainedActive: spatial.explainedActive,
    explainedQuiescent: spatial.explainedQuiescent,
    divergence: [...spatial.divergence, ...spatial.controls.divergence],
    uniformity: spatial.uniformity,
    floor: spatial.floor,
    divergenceSame: [...spatial.divergenceSame, ...spatial.controls.divergenceSame],
    totalVariance: spatial.totalVariance,
    stepDistanceUnbiased: spatial.stepDistance.unbiased,
    stepDistanceBiased: spatial.stepDistance.biased,
    gruDivergence: [...gru.divergence, ...gru.controls],
    gruFloor: gru.floor,
    gruStepDistance: gru.stepDistance,
    bearingMatch: headDirection.match,
    activeVelocity: headDirection.activeVelocity.biased,
    biasedVelocity: headDirection.quiescentVelocity.biased,
    unbiasedVelocity: headDirection.quiescentVelocity.unbiased,
  }));
}
