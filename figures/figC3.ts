import type { PanelAction } from "./kinds.ts";
import { drawTrajectories } from "./parts/phase_maps.ts";
import { PANEL_WIDTH } from "./parts/style.ts";

const width = PANEL_WIDTH.third;

/** Fig. C.3a: quiescent trajectories of an unbiased network trained with noise. */
export async function a(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC3a",
    phase: "quiescent",
    remark: "trained noisy",
    width,
  });
}

/** Fig. C.3b: quiescent trajectories of a biased network trained with noise. */
export async function b(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC3b",
    phase: "quiescent",
    biased: true,
    remark: "trained noisy",
    width,
  });
}

/** Fig. C.3c: quiescent trajectories without noise of an unbiased network trained without. */
export async function c(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC3c",
    phase: "quiescent",
    remark: "no noise",
    width,
  });
}

/** Fig. C.3d: quiescent trajectories without noise of a biased network trained without. */
export async function d(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC3d",
    phase: "quiescent",
    biased: true,
    remark: "no noise",
    width,
  });
}

/** Fig. C.3e: quiescent trajectories with noise of an unbiased network trained without. */
export async function e(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC3e",
    phase: "quiescent",
    remark: "noise added",
    width,
  });
}

/** Fig. C.3f: quiescent trajectories with noise of a biased network trained without. */
export async function f(action: PanelAction<"trajectories">): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC3f",
    phase: "quiescent",
    biased: true,
    remark: "noise added",
    width,
  });
}
