import type { PanelAction } from "./kinds.ts";
import { drawBearingPath } from "./parts/bearing_path.ts";
import { drawVelocities } from "./parts/velocity_histogram.ts";

/** Fig. C.5a: decoded bearing of biased networks over time, active phase. */
export async function a(action: PanelAction<"bearingPath">): Promise<void> {
  await drawBearingPath(action, { figure: "figC5a", phase: "active", biased: true });
}

/** Fig. C.5b: decoded bearing of biased networks over time, quiescent phase. */
export async function b(action: PanelAction<"bearingPath">): Promise<void> {
  await drawBearingPath(action, { figure: "figC5b", phase: "quiescent", biased: true });
}

/** Fig. C.5c: decoded bearing of unbiased networks over time, quiescent phase. */
export async function c(action: PanelAction<"bearingPath">): Promise<void> {
  await drawBearingPath(action, { figure: "figC5c", phase: "quiescent", biased: false });
}

/** Fig. C.5d: angular velocities of biased networks, active phase. */
export async function d(action: PanelAction<"velocity">): Promise<void> {
  await drawVelocities(action, { figure: "figC5d", phase: "active", biased: true });
}

/** Fig. C.5e: angular velocities of biased networks, quiescent phase. */
export async function e(action: PanelAction<"velocity">): Promise<void> {
  await drawVelocities(action, { figure: "figC5e", phase: "quiescent", biased: true });
}

/** Fig. C.5f: angular velocities of unbiased networks, quiescent phase. */
export async function f(action: PanelAction<"velocity">): Promise<void> {
  await drawVelocities(action, { figure: "figC5f", phase: "quiescent", biased: false });
}
