import type { Protocol } from "../../lib/conditions.ts";
import type { GraphBuilder } from "../../pipeline/graph.ts";
import type { Spatial, SpatialVanilla } from "../configuration/configuration.ts";
import { draw } from "./draw.ts";
import { drawMaps, drawStates } from "./maps.ts";
import type { SpatialEvidence } from "./spatial_evidence.ts";
import type { Networks } from "./networks.ts";

/** Adds Fig. 1 and 2 to the graph; one network, of the first seed, is drawn. */
export function mainFigures(
  graph: GraphBuilder,
  protocol: Protocol,
  sizes: SpatialVanilla,
  shown: Networks,
  evidence: SpatialEvidence,
): void {
  const { varianceFactor } = sizes.quiescent;
  draw(graph, protocol, "fig1a", { varianceFactor }, {});
  draw(graph, protocol, "fig1b", {}, { history: evidence.history });
  const { explainedActive: active, explainedQuiescent: quiescent } = evidence;
  draw(graph, protocol, "fig1c", {}, { active, quiescent });
  const unbiased = shown.trained("noisy", "unbiased");
  const phases = { active: shown.active(unbiased), quiescent: shown.quiescent(unbiased) };
  for (const phase of ["active", "quiescent"] as const) {
    const panels = phase === "active"
      ? { lines: "fig1d", positions: "fig1h" } as const
      : { lines: "fig1e", positions: "fig1i" } as const;
    drawMaps(graph, protocol, sizes, phase, phases[phase], panels);
    drawStates(graph, protocol, sizes, phase, phases);
  }
  const biased = shown.trained("noisy", "biased");
  drawMaps(graph, protocol, sizes, "active", shown.active(biased), {
    lines: "fig2a",
    positions: "fig2c",
  });
  drawMaps(graph, protocol, sizes, "quiescent", shown.quiescent(biased), {
    lines: "fig2b",
    positions: "fig2d",
  });
  const maximum = sizes.drawing.divergence;
  draw(graph, protocol, "fig2e", { maximum }, { kl: evidence.divergence });
  draw(graph, protocol, "fig2f", {}, { variance: evidence.totalVariance });
}

/** Adds Fig. C.1 (the noise not doubled), or C.2 (the same for GRUs). */
export function undoubledFigures(
  graph: GraphBuilder,
  protocol: Protocol,
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
    drawMaps(graph, protocol, sizes, "active", shown.active(network), {
      lines: `${figure}${lines}`,
      positions: `${figure}${positions}`,
    });
    drawMaps(graph, protocol, sizes, "quiescent", quiescent, {
      lines: `${figure}${lines2}`,
      positions: `${figure}${positions2}`,
    });
  }
}

/** Adds Fig. C.3 and C.4: networks trained with noise or without, quiescent with noise or without. */
export function trainingNoiseFigures(
  graph: GraphBuilder,
  protocol: Protocol,
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
    draw(graph, protocol, noisy, parameters, { decoded });
    draw(graph, protocol, still, parameters, { decoded: shown.quiescent(deterministic).decoded });
    const withNoise = shown.quiescentNoisy(deterministic).decoded;
    draw(graph, protocol, erratic, parameters, { decoded: withNoise });
  }
  draw(graph, protocol, "figC4a", {}, { distances: evidence.stepDistance.unbiased });
  draw(graph, protocol, "figC4b", {}, { distances: evidence.stepDistance.biased });
}
