import type { PanelAction } from "./kinds.ts";
import { drawBearingHistogram } from "./parts/bearing_histogram.ts";
import { drawBearingStates } from "./parts/bearing_scatter.ts";

/** Fig. 3a: histogram of decoded bearings, active phase. */
export async function a(action: PanelAction<"bearingHistogram">): Promise<void> {
  await drawBearingHistogram(action, { figure: "fig3a", phase: "active" });
}

/** Fig. 3b: histogram of decoded bearings, quiescent phase. */
export async function b(action: PanelAction<"bearingHistogram">): Promise<void> {
  await drawBearingHistogram(action, { figure: "fig3b", phase: "quiescent" });
}

/** Fig. 3c: states of a head direction network on the active phase's PC 1 and 2, active phase. */
export async function c(action: PanelAction<"bearingScatter">): Promise<void> {
  await drawBearingStates(action, { figure: "fig3c", phase: "active" });
}

/** Fig. 3d: states of a head direction network on the active phase's PC 1 and 2, quiescent phase. */
export async function d(action: PanelAction<"bearingScatter">): Promise<void> {
  await drawBearingStates(action, { figure: "fig3d", phase: "quiescent" });
}
