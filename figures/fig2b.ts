import { readNpy } from "../lib/files/npy.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { PHASE_COLOUR } from "./parts/style.ts";
import { trajectoriesPanel, type TrajectoriesParameters } from "./parts/trajectories.ts";

export type Parameters = TrajectoriesParameters;
/** "decoded": npy [n, T, 2], m. */
export type Input = "decoded";

/** Fig. 2b: decoded trajectories of a biased network, quiescent phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig2b",
    letter: "b",
    title: "Quiescent,  biased",
    titleColour: PHASE_COLOUR.quiescent,
    description: "Decoded trajectories in the box, quiescent phase, biased network.",
  };
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  await publish(action, trajectoriesPanel(head, "quiescent", decoded, action.parameters));
}
