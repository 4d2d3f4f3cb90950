import type { FigureAction } from "./parts/figure_action.ts";
import { drawTrajectories, type TrajectoriesInput } from "./parts/phase_maps.ts";
import type { TrajectoriesParameters } from "./parts/trajectories.ts";

export type Parameters = TrajectoriesParameters;
/** "decoded": npy [n, T, 2], m. */
export type Input = TrajectoriesInput;

/** Fig. C.2e: decoded trajectories of a biased GRU, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  await drawTrajectories(action, {
    figure: "figC2e",
    phase: "active",
    biased: true,
    remark: "GRU",
  });
}
