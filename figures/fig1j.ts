import {
  componentDensityPanel,
  type DensityInput,
  type DensityParameters,
  readGrid,
} from "./parts/density.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { PHASE_COLOUR } from "./parts/style.ts";

export type Parameters = DensityParameters;
/** "density": npy [n, m], entry [i, j] at (x[i], y[j]); "x": npy [n] on PC 1; "y": npy [m] on PC 2. */
export type Input = DensityInput;

/** Fig. 1j: density of states on the active phase's PC 1 and 2, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig1j",
    letter: "j",
    title: "Active",
    titleColour: PHASE_COLOUR.active,
    description: "Density of states on the first two principal components, active phase.",
  };
  await publish(action, componentDensityPanel(head, await readGrid(action), action.parameters));
}
