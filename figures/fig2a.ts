import type { FigureAction } from "./parts/figure_action.ts";
import { drawTrajectories, type TrajectoriesInput } from "./parts/phase_maps.ts";
import type { TrajectoriesParameters } from "./parts/trajectories.ts";

export type Parameters = TrajectoriesParameters;
/** "decoded": npy [n, T, 2], m. */
export type Input = TrajectoriesInput;

/** Fig. 2a: decoded trajectories of a biased network, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  await drawTrajectories(action, { figure: "fig2a", phase: "active", biased: true });
}
