import { readExplainedVariance } from "../lib/results/explained_variance.ts";
import { readTrainingHistory } from "../lib/results/training_history.ts";
import type { PanelAction } from "./kinds.ts";
import { drawStateDensity } from "./parts/density.ts";
import { explainedVariancePanel } from "./parts/explained_variance.ts";
import { writeDrawing } from "./parts/panel.ts";
import { drawBoxDensity, drawTrajectories } from "./parts/phase_maps.ts";
import { drawStates } from "./parts/position_scatter.ts";
import { schematicPanel } from "./parts/schematic.ts";
import { trainingPanel } from "./parts/training.ts";

/** Fig. 1a: the task, and what is left of it in quiescence. */
export async function a(action: PanelAction<"schematic">): Promise<void> {
  const head = {
    figure: "fig1a",
    title: "Path integration, and its offline reactivation",
    description: "Active: velocity enters a recurrent network, which gives place-cell activity, " +
      "decoded as a position. Quiescent: the input is off and only noise drives the network.",
  };
  await writeDrawing(action, schematicPanel(head, action.parameters.varianceFactor));
}

/** Fig. 1b: test loss and decoding error during training. */
export async function b(action: PanelAction<"training">): Promise<void> {
  const histories = (await action.readAll("history")).map(readTrainingHistory);
  const head = {
    figure: "fig1b",
    title: "Training",
    description: "Test loss and decoding error against training batches; both fall.",
  };
  await writeDrawing(action, trainingPanel(head, histories));
}

/** Fig. 1c: cumulative explained variance of the states of both phases. */
export async function c(action: PanelAction<"explainedVariance">): Promise<void> {
  const read = async (input: "active" | "quiescent") =>
    (await action.readAll(input)).map(readExplainedVariance);
  const head = {
    figure: "fig1c",
    title: "Explained variance",
    description: "Cumulative explained variance against principal components, " +
      "active and quiescent phase.",
  };
  const phases = { active: await read("active"), quiescent: await read("quiescent") };
  await writeDrawing(action, explainedVariancePanel(head, phases));
}

/** Fig. 1d: decoded trajectories, active phase. */
export async function d(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "fig1d", phase: "active" });
}

/** Fig. 1e: decoded trajectories, quiescent phase. */
export async function e(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "fig1e", phase: "quiescent" });
}

/** Fig. 1f: states on the active phase's PC 1 and 2, active phase. */
export async function f(action: PanelAction<"scatter">): Promise<void> {
  await drawStates(action, { figure: "fig1f", phase: "active" });
}

/** Fig. 1g: states on the active phase's PC 1 and 2, quiescent phase. */
export async function g(action: PanelAction<"scatter">): Promise<void> {
  await drawStates(action, { figure: "fig1g", phase: "quiescent" });
}

/** Fig. 1h: density of decoded positions, active phase. */
export async function h(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "fig1h", phase: "active" });
}

/** Fig. 1i: density of decoded positions, quiescent phase. */
export async function i(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "fig1i", phase: "quiescent" });
}

/** Fig. 1j: density of states on the active phase's PC 1 and 2, active phase. */
export async function j(action: PanelAction<"stateDensity">): Promise<void> {
  await drawStateDensity(action, { figure: "fig1j", phase: "active" });
}

/** Fig. 1k: density of states on the active phase's PC 1 and 2, quiescent phase. */
export async function k(action: PanelAction<"stateDensity">): Promise<void> {
  await drawStateDensity(action, { figure: "fig1k", phase: "quiescent" });
}
