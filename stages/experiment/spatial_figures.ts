import type { Spatial, SpatialVanilla } from "../configuration/configuration.ts";
import { draw } from "./draw.ts";
import type { Canvas } from "./draw.ts";
import { drawMaps, drawStates } from "./maps.ts";
import type { SpatialEvidence } from "./spatial_evidence.ts";
import type { Networks } from "./networks.ts";

/** Adds Fig. 1 and 2 to the graph; one network, of the first seed, is drawn. */
export function mainFigures(
  canvas: Canvas,
  sizes: SpatialVanilla,
  shown: Networks,
  evidence: SpatialEvidence,
): void {
  const { varianceFactor } = sizes.quiescent;
  draw(canvas, "fig1a", { varianceFactor }, {});
  draw(canvas, "fig1b", {}, { history: evidence.history });
  const { explainedActive: active, explainedQuiescent: quiescent } = evidence;
  draw(canvas, "fig1c", {}, { active, quiescent });
  const unbiased = shown.trained("noisy", "unbiased");
  const phases = { active: shown.active(unbiased), quiescent: shown.quiescent(unbiased) };
  for (const phase of ["active", "quiescent"] as const) {
    const panels = phase === "active"
      ? { lines: "fig1d", positions: "fig1h" } as const
      : { lines: "fig1e", positions: "fig1i" } as const;
    drawMaps(canvas, sizes, phases[phase], { phase, ...panels });
    drawStates(canvas, sizes, phase, phases);
  }
  const biased = shown.trained("noisy", "biased");
  drawMaps(canvas, sizes, shown.active(biased), {
    phase: "active",
    lines: "fig2a",
    positions: "fig2c",
  });
  drawMaps(canvas, sizes, shown.quiescent(biased), {
    phase: "quiescent",
    lines: "fig2b",
    positions: "fig2d",
  });
  const maximum = sizes.drawing.divergence;
  draw(canvas, "fig2e", { maximum }, { kl: evidence.divergence });
  draw(canvas, "fig2f", {}, { variance: evidence.totalVariance });
}

/** Adds Fig. C.1 (the noise not doubled), or C.2 (the same for GRUs). */
export function undoubledFigures(
  canvas: Canvas,
  sizes: Spatial,
  shown: Networks,
  figure: "figC1" | "figC2",
): void {
  for (const bias of ["unbiased", "biased"] as const) {
    const [lines, lines2, positions, positions2] = bias === "unbiased"
      ? ["a", "b", "c", "d"] as const
      : ["e", "f", "g", "h"] as const;
    const network = shown.trained("noisy", bias);
    // A GRU's quiescence is undoubled as it is.
    const quiescent = figure === "figC1" ? shown.quiescentSame(network) : shown.quiescent(network);
    drawMaps(canvas, sizes, shown.active(network), {
      phase: "active",
      lines: `${figure}${lines}`,
      positions: `${figure}${positions}`,
    });
    drawMaps(canvas, sizes, quiescent, {
      phase: "quiescent",
      lines: `${figure}${lines2}`,
      positions: `${figure}${positions2}`,
    });
  }
}

/** Adds Fig. C.3 and C.4: networks trained with noise or without, quiescent with noise or without. */
export function trainingNoiseFigures(
  canvas: Canvas,
  { drawing, motion, quiescent, stepDistance }: SpatialVanilla,
  shown: Networks,
  evidence: SpatialEvidence,
): void {
  const parameters = {
    every: drawing.quiescentEvery,
    steps: Math.min(stepDistance.steps, quiescent.steps),
    boxHalfWidth: motion.boxWidth / 2,
  };
  for (
    const [bias, noisy, still, erratic] of [
      ["unbiased", "figC3a", "figC3c", "figC3e"],
      ["biased", "figC3b", "figC3d", "figC3f"],
    ] as const
  ) {
    const deterministic = shown.trained("noiseless", bias);
    const { decoded } = shown.quiescent(shown.trained("noisy", bias));
    draw(canvas, noisy, parameters, { decoded });
    draw(canvas, still, parameters, { decoded: shown.quiescent(deterministic).decoded });
    const withNoise = shown.quiescentNoisy(deterministic).decoded;
    draw(canvas, erratic, parameters, { decoded: withNoise });
  }
  draw(canvas, "figC4a", {}, { distances: evidence.stepDistance.unbiased });
  draw(canvas, "figC4b", {}, { distances: evidence.stepDistance.biased });
}
