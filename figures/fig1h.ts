import {
  boxDensityPanel,
  type BoxDensityParameters,
  type DensityInput,
  readGrid,
} from "./parts/density.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import { PHASE_COLOUR } from "./parts/style.ts";

export type Parameters = BoxDensityParameters;
/** "density": npy [n, m], 1/m^2, entry [i, j] at (x[i], y[j]); "x": npy [n], m; "y": npy [m], m. */
export type Input = DensityInput;

/** Fig. 1h: density of decoded positions, active phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig1h",
    letter: "h",
    title: "Active",
    titleColour: PHASE_COLOUR.active,
    description: "Density of decoded positions in the box, active phase.",
  };
  await publish(action, boxDensityPanel(head, await readGrid(action), action.parameters));
}
