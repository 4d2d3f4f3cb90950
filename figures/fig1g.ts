import { readNpy } from "../lib/files/npy.ts";
import { centreDistance } from "./parts/centre_distance.ts";
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
/** "projection": npy [n, T, 2], PC 1 and 2; "decoded": npy [n, T, 2], m; "axesFrom": list of npy [n, T, 2], the projections that share the axes. */
export type Input = ScatterInput | "decoded";

/** Fig. 1g: states on the active phase's PC 1 and 2, quiescent phase. */
export async function run(action: FigureAction<Parameters, Input>): Promise<void> {
  const head = {
    figure: "fig1g",
    letter: "g",
    title: "Quiescent",
    titleColour: PHASE_COLOUR.quiescent,
    description: "States on the first two principal components, quiescent phase, " +
      "coloured by the distance of the decoded position from the centre of the box.",
  };
  const [arrays, decoded] = await Promise.all([readScatter(action), action.read("decoded")]);
  const colouring = centreDistance(readNpy(decoded, Float32Array, [null, null, 2]));
  await publish(action, scatterPanel(head, arrays, colouring, action.parameters));
}
