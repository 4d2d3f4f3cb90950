import { readDivergences } from "../lib/results/divergences.ts";
import { readTotalVariance } from "../lib/results/total_variance.ts";
import type { PanelAction } from "./kinds.ts";
import { boxPlotPanel } from "./parts/box_plot.ts";
import { divergenceMatrix } from "./parts/divergence_matrix.ts";
import { matrixPanel } from "./parts/matrix.ts";
import { writeDrawing } from "./parts/panel.ts";
import { drawBoxDensity, drawTrajectories } from "./parts/phase_maps.ts";
import { totalVarianceBoxes } from "./parts/total_variance.ts";

/** Fig. 2a: decoded trajectories of a biased network, active phase. */
export async function a(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "fig2a", phase: "active", biased: true });
}

/** Fig. 2b: decoded trajectories of a biased network, quiescent phase. */
export async function b(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "fig2b", phase: "quiescent", biased: true });
}

/** Fig. 2c: density of decoded positions of a biased network, active phase. */
export async function c(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "fig2c", phase: "active", biased: true });
}

/** Fig. 2d: density of decoded positions of a biased network, quiescent phase. */
export async function d(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "fig2d", phase: "quiescent", biased: true });
}

/** Fig. 2e: KL divergence of each quiescent distribution from each active one. */
export async function e(action: PanelAction<"divergences">): Promise<void> {
  const measured = (await action.readAll("kl")).map(readDivergences);
  const head = {
    figure: "fig2e",
    title: "KL divergence of quiescent from active",
    description: "Matrix of KL divergences in nats: quiescent columns, active rows.",
  };
  await writeDrawing(
    action,
    matrixPanel(head, divergenceMatrix(measured, action.parameters.maximum)),
  );
}

/** Fig. 2f: total variance of quiescent decoded positions, by condition. */
export async function f(action: PanelAction<"totalVariance">): Promise<void> {
  const measured = (await action.readAll("variance")).map(readTotalVariance);
  const head = {
    figure: "fig2f",
    title: "Quiescent total variance",
    description: "Box plots of the total variance of decoded quiescent positions: " +
      "noiseless and noisy, unbiased and biased networks.",
  };
  const axis = { label: "total variance (m²)", one: "network" };
  await writeDrawing(action, boxPlotPanel(head, totalVarianceBoxes(measured), axis));
}
