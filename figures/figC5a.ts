import { bearingPathPanel, type BearingPathParameters } from "./parts/bearing_path.ts";
import { readBearings } from "./parts/bearings.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";

export type Parameters = BearingPathParameters;
/** "bearings": npy float32 [n, T], rad. */
export type Input = "bearings";

/** Fig. C.5a: decoded bearing of biased networks over time, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const view = { figure: "figC5a", phase: "active", biased: true } as const;
  const bearings = await readBearings(action);
  await publish(action, bearingPathPanel(view, bearings, action.parameters));
}
