import type { PanelAction } from "./kinds.ts";
import { drawBoxDensity, drawTrajectories } from "./parts/phase_maps.ts";

/** Fig. C.1a: decoded trajectories of an unbiased network, active phase. */
export async function a(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "figC1a", phase: "active" });
}

/** Fig. C.1b: decoded trajectories of an unbiased network, quiescent phase, noise not doubled. */
export async function b(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC1b",
    phase: "quiescent",
  });
}

/** Fig. C.1c: density of decoded positions of an unbiased network, active phase. */
export async function c(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "figC1c", phase: "active" });
}

/** Fig. C.1d: density of decoded positions of an unbiased network, quiescent phase, noise not doubled. */
export async function d(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, {
    figure: "figC1d",
    phase: "quiescent",
  });
}

/** Fig. C.1e: decoded trajectories of a biased network, active phase. */
export async function e(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "figC1e", phase: "active", biased: true });
}

/** Fig. C.1f: decoded trajectories of a biased network, quiescent phase, noise not doubled. */
export async function f(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC1f",
    phase: "quiescent",
    biased: true,
  });
}

/** Fig. C.1g: density of decoded positions of a biased network, active phase. */
export async function g(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "figC1g", phase: "active", biased: true });
}

/** Fig. C.1h: density of decoded positions of a biased network, quiescent phase, noise not doubled. */
export async function h(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, {
    figure: "figC1h",
    phase: "quiescent",
    biased: true,
  });
}
