import type { NdArray } from "../../lib/array.ts";
import { foldAngle } from "../../lib/stats/circular.ts";
import type { PanelAction } from "../kinds.ts";
import { readBearings } from "./bearings.ts";
import { rampColour } from "./colour.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { type PhaseView, writeDrawing } from "./panel.ts";
import type { PlotArea } from "./plot.ts";
import { type Colouring, readScatter, scatterHead, scatterPanel } from "./scatter.ts";
import { BEARING_RAMP, FONT_SIZE } from "./style.ts";

/** Inner and outer radius of the ring that is the legend, px. */
const INNER = 8;
const OUTER = 15;
const SLICES = 72;

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
    legend: drawRing,
  };
}

/** A ring coloured as the bearings around it, beside `area`. */
function drawRing(document: SvgDocument, area: PlotArea): SvgElement {
  const at = (bearing: number, radius: number) =>
    `${radius * Math.cos(bearing)},${-radius * Math.sin(bearing)}`;
  const slices = Array.from({ length: SLICES }, (_, i) => {
    const from = 2 * Math.PI * i / SLICES - Math.PI;
    // Every slice reaches under the next, so that no seams show.
    const to = from + 2 * Math.PI * (i < SLICES - 1 ? 1.5 : 1) / SLICES;
    return element(document, "path", {
      d: `M${at(from, INNER)}L${at(from, OUTER)}A${OUTER},${OUTER} 0 0 0 ${at(to, OUTER)}` +
        `L${at(to, INNER)}A${INNER},${INNER} 0 0 1 ${at(from, INNER)}Z`,
      fill: rampColour(BEARING_RAMP, (i + 0.5) / SLICES),
    });
  });
  const text = (content: string, x: number, y: number, anchor: string) =>
    element(document, "text", {
      x,
      y,
      "text-anchor": anchor,
      "font-size": FONT_SIZE.note,
    }, content);
  const right = area.left + area.width;
  return element(
    document,
    "g",
    { transform: `translate(${right + 37},${area.top + 58})` },
    ...slices,
    text("bearing", 0, -43, "middle"),
    text("(rad)", 0, -31, "middle"),
    text("0", OUTER + 4, 3.5, "start"),
    text("π/2", 0, -OUTER - 4, "middle"),
    text("±π", -OUTER - 3, 3.5, "end"),
    text("−π/2", -3, OUTER + 11, "middle"),
  );
}
