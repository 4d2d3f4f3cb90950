import type { Spatial } from "../configuration/configuration.ts";
import { densityOnGrid } from "../density/stage.ts";
import { draw } from "./draw.ts";
import type { Canvas } from "./draw.ts";
import type { RolledOut } from "./networks.ts";

type Phase = "active" | "quiescent";

/** The panels that show a network's trajectories and densities in a phase. */
export interface MapPanels {
  readonly phase: Phase;
  readonly lines: `fig${"1d" | "1e" | "2a" | "2b" | `C${1 | 2}${"a" | "b" | "e" | "f"}`}`;
  readonly positions: `fig${"1h" | "1i" | "2c" | "2d" | `C${1 | 2}${"c" | "d" | "g" | "h"}`}`;
}

/** Draws where a network is in a phase: trajectories, and the density of decoded positions. */
export function drawMaps(
  canvas: Canvas,
  sizes: Spatial,
  { labels, decoded }: RolledOut,
  { phase, lines, positions }: MapPanels,
): void {
  const { drawing, density, motion } = sizes;
  const boxHalfWidth = motion.boxWidth / 2;
  const every = phase === "active" ? drawing.activeEvery : drawing.quiescentEvery;
  draw(canvas, lines, { every, boxHalfWidth }, { decoded });
  const grid = canvas.graph.add(densityOnGrid, { labels }, {
    ...gridSizes(sizes, phase),
    halfWidth: density.halfWidth,
    margin: 0,
  }, { points: decoded });
  const { positionDensity: maximum, levels } = drawing;
  draw(canvas, positions, { maximum, levels, boxHalfWidth }, grid);
}

/** Draws a network's states in a phase on the active phase's components (Fig. 1f, g, j, k). */
export function drawStates(
  canvas: Canvas,
  sizes: Spatial,
  phase: Phase,
  phases: Readonly<Record<Phase, RolledOut>>,
): void {
  const { drawing, density } = sizes;
  const { labels, decoded, projection } = phases[phase];
  const scatter = {
    everyTrajectory: drawing.scatterTrajectory,
    fromStep: drawing.scatterFrom,
    everyStep: drawing.scatterStep,
  };
  const points = phase === "active" ? "fig1f" : "fig1g";
  const axesFrom = [phases.active.projection, phases.quiescent.projection];
  draw(canvas, points, scatter, { projection, decoded, axesFrom });
  const grid = canvas.graph.add(densityOnGrid, { labels, leaf: "stateDensity" }, {
    ...gridSizes(sizes, phase),
    halfWidth: null,
    margin: density.margin,
  }, { points: projection, axesFrom: phases.active.projection });
  const { stateDensity: maximum, levels } = drawing;
  draw(canvas, phase === "active" ? "fig1j" : "fig1k", { maximum, levels }, grid);
}

function gridSizes({ active, quiescent, density }: Spatial, phase: Phase) {
  const { trajectories } = phase === "active" ? active : quiescent;
  const steps = phase === "active"
    ? active.steps
    : Math.min(density.quiescentSteps, quiescent.steps);
  return { trajectories, steps, gridPoints: density.gridPoints };
}
