import type { NdArray } from "../../lib/array.ts";
import { foldAngle } from "../../lib/stats/circular.ts";
import type { PanelAction } from "../kinds.ts";
import { readBearings } from "./bearings.ts";
import { type PhaseView, writeDrawing } from "./panel.ts";
import { drawRamp } from "./ramp.ts";
import { type Colouring, readScatter, scatterHead, scatterPanel } from "./scatter.ts";
import { BEARING_RAMP } from "./style.ts";

/** Of the legend, in quarter turns. */
const TICKS = [-2, -1, 0, 1, 2] as const;
const TICK_TEXTS = ["−π", "−π/2", "0", "π/2", "π"] as const;

/** Draws the states of a phase on the active phase's PC 1 and 2, coloured by decoded bearing. */
export async function drawBearingStates(
  action: PanelAction<"bearingScatter">,
  view: PhaseView,
): Promise<void> {
  const [arrays, bearings] = await Promise.all([readScatter(action), readBearings(action)]);
  const head = scatterHead(view, "decoded bearing");
  await writeDrawing(
    action,
    scatterPanel(head, arrays, bearingColouring(bearings), action.parameters),
  );
}

/** Colours states by their decoded bearing ([n, T], rad). */
function bearingColouring({ shape, data }: NdArray): Colouring {
  return {
    name: "bearing (rad)",
    shape,
    stops: BEARING_RAMP,
    domain: [-Math.PI, Math.PI],
    value: (state) => foldAngle(data[state]!),
    legend: (document, area) =>
      drawRamp(document, area, {
        label: "bearing (rad)",
        stops: BEARING_RAMP,
        domain: [-Math.PI, Math.PI],
        ticks: TICKS.map((turns) => turns * Math.PI / 2),
        tickFormat: (bearing) => TICK_TEXTS[Math.round(bearing / (Math.PI / 2)) + 2]!, // one of TICKS
        clipped: false,
      }, "below"),
  };
}
