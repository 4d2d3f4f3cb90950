import type { PanelAction } from "./kinds.ts";
import { drawBoxDensity, drawTrajectories } from "./parts/phase_maps.ts";

/** Fig. C.2a: decoded trajectories of an unbiased GRU, active phase. */
export async function a(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "figC2a", phase: "active", remark: "GRU" });
}

/** Fig. C.2b: decoded trajectories of an unbiased GRU, quiescent phase, noise not doubled. */
export async function b(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, { figure: "figC2b", phase: "quiescent", remark: "GRU" });
}

/** Fig. C.2c: density of decoded positions of an unbiased GRU, active phase. */
export async function c(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "figC2c", phase: "active", remark: "GRU" });
}

/** Fig. C.2d: density of decoded positions of an unbiased GRU, quiescent phase, noise not doubled. */
export async function d(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "figC2d", phase: "quiescent", remark: "GRU" });
}

/** Fig. C.2e: decoded trajectories of a biased GRU, active phase. */
export async function e(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC2e",
    phase: "active",
    biased: true,
    remark: "GRU",
  });
}

/** Fig. C.2f: decoded trajectories of a biased GRU, quiescent phase, noise not doubled. */
export async function f(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC2f",
    phase: "quiescent",
    biased: true,
    remark: "GRU",
  });
}

/** Fig. C.2g: density of decoded positions of a biased GRU, active phase. */
export async function g(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, { figure: "figC2g", phase: "active", biased: true, remark: "GRU" });
}

/** Fig. C.2h: density of decoded positions of a biased GRU, quiescent phase, noise not doubled. */
export async function h(action: PanelAction<"boxDensity">): Promise<void> {
  await drawBoxDensity(action, {
    figure: "figC2h",
    phase: "quiescent",
    biased: true,
    remark: "GRU",
  });
}
