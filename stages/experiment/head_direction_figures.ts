import type { Protocol } from "../../lib/conditions.ts";
import type { GraphBuilder } from "../../pipeline/graph.ts";
import type { HeadDirection } from "../configuration/configuration.ts";
import { draw } from "./draw.ts";
import type { HeadDirectionEvidence } from "./head_direction_evidence.ts";
import type { Networks } from "./networks.ts";

/** Adds Fig. 3 and C.5 to the graph; the networks of one seed are drawn. */
export function headDirectionFigures(
  graph: GraphBuilder,
  protocol: Protocol,
  sizes: HeadDirection,
  shown: Networks,
  evidence: HeadDirectionEvidence,
): void {
  drawBearings(graph, protocol, sizes, shown);
  drawPaths(graph, protocol, sizes, shown);
  const { activeVelocity: widest, quiescentVelocity: wide } = sizes.drawing;
  const [activeBiased] = evidence.activeVelocity.biased;
  const [quiescentBiased] = evidence.quiescentVelocity.biased;
  const [quiescentUnbiased] = evidence.quiescentVelocity.unbiased;
  draw(graph, protocol, "figC5d", { low: -widest, high: widest }, { velocity: activeBiased! });
  draw(graph, protocol, "figC5e", { low: -wide, high: wide }, { velocity: quiescentBiased! });
  draw(graph, protocol, "figC5f", { low: -wide, high: wide }, { velocity: quiescentUnbiased! });
}

/** Bearings and states of the unbiased network, phase by phase. */
function drawBearings(
  graph: GraphBuilder,
  protocol: Protocol,
  { drawing }: HeadDirection,
  shown: Networks,
): void {
  const unbiased = shown.trained("noisy", "unbiased");
  const phases = { active: shown.active(unbiased), quiescent: shown.quiescent(unbiased) };
  const scatter = {
    everyTrajectory: drawing.scatterTrajectory,
    fromStep: drawing.scatterFrom,
    everyStep: drawing.scatterStep,
  };
  const axesFrom = [phases.active.projection, phases.quiescent.projection];
  for (
    const [phase, histogram, points] of [
      ["active", "fig3a", "fig3c"],
      ["quiescent", "fig3b", "fig3d"],
    ] as const
  ) {
    const { decoded: bearings, projection } = phases[phase];
    draw(graph, protocol, histogram, { bins: drawing.bins }, { bearings });
    draw(graph, protocol, points, scatter, { projection, bearings, axesFrom });
  }
}

/** Bearings over time. */
function drawPaths(
  graph: GraphBuilder,
  protocol: Protocol,
  { drawing, active, quiescent }: HeadDirection,
  shown: Networks,
): void {
  const [unbiased, biased] = [shown.trained("noisy", "unbiased"), shown.trained("noisy", "biased")];
  const trajectory = drawing.pathTrajectory;
  const path = { steps: Math.min(drawing.quiescentPathSteps, quiescent.steps), trajectory };
  draw(graph, protocol, "figC5a", {
    steps: Math.min(drawing.activePathSteps, active.steps),
    trajectory,
  }, { bearings: shown.active(biased).decoded });
  draw(graph, protocol, "figC5b", path, { bearings: shown.quiescent(biased).decoded });
  draw(graph, protocol, "figC5c", path, { bearings: shown.quiescent(unbiased).decoded });
}
