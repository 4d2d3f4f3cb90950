import { decodeJson } from "../lib/files/json.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import {
  type AngularVelocities,
  velocityHistogramPanel,
  type VelocityHistogramParameters,
} from "./parts/velocity_histogram.ts";

export type Parameters = VelocityHistogramParameters;
/** "velocity": json AngularVelocities. */
export type Input = "velocity";

/** Fig. C.5e: angular velocities of biased networks, quiescent phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const view = { figure: "figC5e", phase: "quiescent", biased: true } as const;
  // The stage of the angular velocities wrote it.
  const velocities = decodeJson(await action.read("velocity")) as AngularVelocities;
  await publish(action, velocityHistogramPanel(view, velocities, action.parameters));
}
