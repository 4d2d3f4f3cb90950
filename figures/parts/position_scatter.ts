import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { PanelAction } from "../kinds.ts";
import { type PhaseView, writeDrawing } from "./panel.ts";
import { drawRamp } from "./ramp.ts";
import { type Colouring, readScatter, scatterHead, scatterPanel } from "./scatter.ts";
import { DISTANCE_RAMP } from "./style.ts";

/** Draws the states of a phase on the active phase's PC 1 and 2, coloured by decoded position. */
export async function drawStates(action: PanelAction<"scatter">, view: PhaseView): Promise<void> {
  const [arrays, decoded] = await Promise.all([readScatter(action), action.read("decoded")]);
  const colouring = centreDistance(readNpy(decoded, Float32Array, [null, null, 2]));
  const head = scatterHead(
    view,
    "the distance of the decoded position from the centre of the box",
  );
  await writeDrawing(action, scatterPanel(head, arrays, colouring, action.parameters));
}

/** Colours states by the distance of their decoded position ([n, T, 2], m) from the centre, 0-1.5 m. */
function centreDistance({ shape, data }: NdArray): Colouring {
  const domain = [0, 1.5] as const;
  return {
    name: "distance from centre (m)",
    shape,
    stops: DISTANCE_RAMP,
    domain,
    value: (state) => Math.sqrt((data[2 * state]!) ** 2 + (data[2 * state + 1]!) ** 2),
    legend: (document, area, clipped) =>
      drawRamp(document, area, {
        label: "distance from centre (m)",
        stops: DISTANCE_RAMP,
        domain,
        ticks: [0, 0.5, 1, 1.5],
        clipped,
      }, "below"),
  };
}
