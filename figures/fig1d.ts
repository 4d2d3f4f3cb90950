import { readNpy } from "../lib/files/npy.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { PHASE_COLOUR } from "./parts/style.ts";
import { trajectoriesPanel, type TrajectoriesParameters } from "./parts/trajectories.ts";

export type Parameters = TrajectoriesParameters;
/** "decoded": npy [n, T, 2], m. */
export type Input = "decoded";

/** Fig. 1d: decoded trajectories, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig1d",
    letter: "d",
    title: "Active",
    titleColour: PHASE_COLOUR.active,
    description: "Decoded trajectories in the box, active phase.",
  };
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  await publish(action, trajectoriesPanel(head, "active", decoded, action.parameters));
}
