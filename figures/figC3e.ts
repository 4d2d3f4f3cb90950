import type { FigureAction } from "./parts/figure_action.ts";
import { drawTrajectories, type TrajectoriesInput } from "./parts/phase_maps.ts";
import type { TrajectoriesParameters } from "./parts/trajectories.ts";

export type Parameters = Required<TrajectoriesParameters>;
/** "decoded": npy [n, T, 2], m. */
export type Input = TrajectoriesInput;

/** Fig. C.3e: quiescent trajectories with noise of an unbiased network trained without. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  await drawTrajectories(action, { figure: "figC3e", phase: "quiescent", remark: "noise added" });
}
