import type { HeadDirection } from "../configuration/configuration.ts";
import { draw } from "./draw.ts";
import type { Canvas } from "./draw.ts";
import type { HeadDirectionEvidence } from "./head_direction_evidence.ts";
import type { Networks } from "./networks.ts";

/** Adds Fig. 3 and C.5 to the graph; the networks of one seed are drawn. */
export function headDirectionFigures(
  canvas: Canvas,
  sizes: HeadDirection,
  shown: Networks,
  evidence: HeadDirectionEvidence,
): void {
  drawBearings(canvas, sizes, shown);
  drawPaths(canvas, sizes, shown);
  const { activeVelocity: widest, quiescentVelocity: wide } = sizes.drawing;
  const [activeBiased] = evidence.activeVelocity.biased;
  const [quiescentBiased] = evidence.quiescentVelocity.biased;
  const [quiescentUnbiased] = evidence.quiescentVelocity.unbiased;
  draw(canvas, "figC5d", { low: -widest, high: widest }, { velocity: activeBiased! });
  draw(canvas, "figC5e", { low: -wide, high: wide }, { velocity: quiescentBiased! });
  draw(canvas, "figC5f", { low: -wide, high: wide }, { velocity: quiescentUnbiased! });
}

/** Bearings and states of the unbiased network, phase by phase. */
function drawBearings(
  canvas: Canvas,
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
  const both = [phases.active, phases.quiescent];
  for (
    const [phase, histogram, points] of [
      ["active", "fig3a", "fig3c"],
      ["quiescent", "fig3b", "fig3d"],
    ] as const
  ) {
    const { decoded: bearings, projection } = phases[phase];
    draw(canvas, histogram, { bins: drawing.bins }, {
      bearings,
      axesFrom: both.map(({ decoded }) => decoded),
    });
    draw(canvas, points, scatter, {
      projection,
      bearings,
      axesFrom: both.map(({ projection }) => projection),
    });
  }
}

/** Bearings over time. */
function drawPaths(
  canvas: Canvas,
  { drawing, active, quiescent }: HeadDirection,
  shown: Networks,
): void {
  const [unbiased, biased] = [shown.trained("noisy", "unbiased"), shown.trained("noisy", "biased")];
  const trajectory = drawing.pathTrajectory;
  const path = { steps: Math.min(drawing.quiescentPathSteps, quiescent.steps), trajectory };
  draw(canvas, "figC5a", {
    steps: Math.min(drawing.activePathSteps, active.steps),
    trajectory,
  }, { bearings: shown.active(biased).decoded });
  draw(canvas, "figC5b", path, { bearings: shown.quiescent(biased).decoded });
  draw(canvas, "figC5c", path, { bearings: shown.quiescent(unbiased).decoded });
}
