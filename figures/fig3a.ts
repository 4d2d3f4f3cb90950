import {
  bearingHistogramPanel,
  type BearingHistogramParameters,
} from "./parts/bearing_histogram.ts";
import { readBearings } from "./parts/bearings.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";

export type Parameters = BearingHistogramParameters;
/** "bearings": npy float32 [n, T], rad. */
export type Input = "bearings";

/** Fig. 3a: histogram of decoded bearings, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const bearings = await readBearings(action);
  await publish(action, bearingHistogramPanel("fig3a", "active", bearings, action.parameters));
}
