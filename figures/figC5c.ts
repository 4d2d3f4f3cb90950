import { bearingPathPanel, type BearingPathParameters } from "./parts/bearing_path.ts";
import { readBearings } from "./parts/bearings.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";

export type Parameters = BearingPathParameters;
/** "bearings": npy float32 [n, T], rad. */
export type Input = "bearings";

/** Fig. C.5c: decoded bearing of unbiased networks over time, quiescent phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const view = { figure: "figC5c", phase: "quiescent", biased: false } as const;
  const bearings = await readBearings(action);
  await publish(action, bearingPathPanel(view, bearings, action.parameters));
}
