import { bearingColouring } from "./parts/bearing_colour.ts";
import { readBearings } from "./parts/bearings.ts";
import type { FigureAction } from "./parts/figure_action.ts";
import { publish } from "./parts/panel.ts";
import {
  readScatter,
  type ScatterInput,
  scatterPanel,
  type ScatterParameters,
} from "./parts/scatter.ts";
import { PHASE_COLOUR } from "./parts/style.ts";

export type Parameters = ScatterParameters;
/** "projection": npy [n, T, 2], PC 1 and 2; "bearings": npy [n, T], rad; "axesFrom": list of npy [n, T, 2], the projections that share the axes. */
export type Input = ScatterInput | "bearings";

/** Fig. 3d: states of a head direction network on the active phase's PC 1 and 2, quiescent phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig3d",
    letter: "d",
    title: "Quiescent",
    titleColour: PHASE_COLOUR.quiescent,
    description: "States on the first two principal components, quiescent phase, " +
      "coloured by decoded bearing.",
  };
  const [arrays, bearings] = await Promise.all([readScatter(action), readBearings(action)]);
  const colouring = bearingColouring(bearings);
  await publish(action, scatterPanel(head, arrays, colouring, action.parameters));
}
