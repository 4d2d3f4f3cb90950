import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { foldAngle } from "../../lib/stats/circular.ts";
import { histogram, polarRadius } from "../../lib/stats/histogram.ts";
import type { PanelAction } from "../kinds.ts";
import { readBearings } from "./bearings.ts";
import { element } from "./document.ts";
import { drawPanel, type PhaseView, writeDrawing } from "./panel.ts";
import {
  type PolarArea,
  polarArea,
  polarCircle,
  polarGrid,
  polarLabels,
  polarPoint,
} from "./polar_axes.ts";
import { INK, PANEL_WIDTH, PHASE_COLOUR } from "./style.ts";
import { valuesElement } from "./values.ts";

export interface BearingHistogramParameters {
  /** Bins over the circle; 20 in the paper. */
  readonly bins: number;
}

/** Draws the bearings of a phase. */
export async function drawBearingHistogram(
  action: PanelAction<"bearingHistogram">,
  view: PhaseView,
): Promise<void> {
  const [bearings, axesFrom] = await Promise.all([
    readBearings(action),
    action.readAll("axesFrom"),
  ]);
  const sharing = axesFrom.map((bytes) => readNpy(bytes, Float32Array, [null, null]));
  await writeDrawing(action, bearingHistogramPanel(view, bearings, sharing, action.parameters));
}

/** Fractions of the outermost ring, of which the first is taken that holds every bin. */
const REACHES = [0.1, 0.2, 0.5, 1] as const;

/**
 * Polar histogram of bearings ([n, T], rad): the area of each sector, and so the square of its
 * radius, shows the bin's fraction of all values. A dashed circle shows a uniform distribution. The
 * radial scale holds every bin of `sharing`, too.
 */
export function bearingHistogramPanel(
  { figure, phase }: PhaseView,
  bearings: NdArray,
  sharing: readonly NdArray[],
  { bins }: BearingHistogramParameters,
): string {
  const { edges, fractions } = binned(bearings, bins);
  const highest = Math.max(
    1 / bins,
    ...[bearings, ...sharing].flatMap((each) => binned(each, bins).fractions),
  );
  const reach = REACHES.find((each) => each >= highest) ?? 1;
  const radiusOf = (fraction: number) => polarRadius(fraction) / polarRadius(reach);
  const rings = [reach / 4, reach / 2, reach].map((fraction) => ({
    radius: radiusOf(fraction),
    text: `${Number((100 * fraction).toPrecision(3))} %`,
  }));
  const head = {
    figure,
    title: phase === "active" ? "Active" : "Quiescent",
    titleColour: PHASE_COLOUR[phase],
    description: `Polar histogram of decoded bearing, ${phase} phase, in ${bins} bins.`,
  };
  const notes = ["radius: √(share in a bin)", "dashed: uniform"];
  const area = polarArea(PANEL_WIDTH.quarter, notes.length);
  return drawPanel(head, area.height, (document) => [
    ...polarGrid(document, area, rings),
    ...fractions.map((fraction, i) =>
      element(document, "path", {
        d: sector(area, edges[i]!, edges[i + 1]!, radiusOf(fraction)),
        fill: PHASE_COLOUR[phase],
        "fill-opacity": 0.55,
        stroke: PHASE_COLOUR[phase],
        "stroke-width": 0.8,
        "stroke-linejoin": "round",
      })
    ),
    polarCircle(document, area, radiusOf(1 / bins), {
      stroke: INK,
      "stroke-width": 1,
      "stroke-dasharray": "4,3",
    }),
    ...polarLabels(document, area, rings, notes),
    valuesElement(document, {
      name: "",
      columns: ["bearing from (rad)", "to", "share of bearings (%)"],
      points: fractions.map((fraction, i) => {
        const [from, to] = [edges[i]!, edges[i + 1]!];
        const [x, y] = polarPoint(area, (from + to) / 2, radiusOf(fraction));
        return { x, y, values: [from, to, 100 * fraction] };
      }),
    }),
  ], PANEL_WIDTH.quarter);
}

function binned({ data }: NdArray, bins: number) {
  const folded = Float64Array.from(data, foldAngle);
  const { edges, counts } = histogram(folded, bins, [-Math.PI, Math.PI]);
  return { edges, fractions: Array.from(counts, (count) => count / folded.length) };
}

/** From the centre out, along the arc, and back. */
function sector(area: PolarArea, from: number, to: number, radius: number): string {
  const [centre, start, end] = [
    polarPoint(area, 0, 0),
    polarPoint(area, from, radius),
    polarPoint(area, to, radius),
  ];
  const length = area.radius * radius;
  // Counter-clockwise, so against the sense of SVG's positive angles.
  return `M${centre.join()}L${start.join()}A${length},${length} 0 0 0 ${end.join()}Z`;
}
