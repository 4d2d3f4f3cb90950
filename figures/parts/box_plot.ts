import * as Plot from "@observablehq/plot";
import { boxPlot } from "../../lib/stats/box_plot.ts";
import { element } from "./document.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { plot, type PlotArea, yAxis } from "./plot.ts";
import { FONT_SIZE, GREY, INK } from "./style.ts";

/** One box of a box plot. */
export interface Box {
  /** Lines of text below the box. */
  readonly label: readonly string[];
  readonly values: readonly number[];
  readonly colour: string;
  /** Which values are drawn as dots: all of a few, or those beyond the whiskers of many. */
  readonly dots: "all" | "outliers";
}

const AREA: PlotArea = { left: 62, top: 34, width: 286, height: 190 };
const HALF_BOX = 0.27;
/** Below three values quartiles say nothing: the median and the dots are drawn. */
const FEWEST = 3;

/** Box plots by matplotlib's rule: linear quartiles, whiskers to the last value within 1.5 IQR. */
export function boxPlotPanel(
  head: PanelHead,
  boxes: readonly Box[],
  axis: { readonly label: string },
): string {
  const all = boxes.flatMap(({ values }) => values);
  if (all.length === 0) throw new Error("Cannot draw box plots: found no values");
  // All zero, as networks without noise may be, still needs an axis.
  const top = Math.max(...all) * 1.08 || 1;
  return drawPanel(head, 264, (document) => [
    plot(document, AREA, {
      x: { domain: [-0.5, boxes.length - 0.5] },
      y: { domain: [0, top] },
      marks: [
        ...boxes.flatMap((box, i) => box.values.length === 0 ? [] : boxMarks(box, i)),
        Plot.frame({ anchor: "bottom", stroke: INK, strokeWidth: 0.8 }),
        ...yAxis({ label: axis.label, ticks: roundTicks(0, top, 5), labelOffset: 54 }),
      ],
    }),
    ...boxes.flatMap(({ label, values }, i) => {
      const text = (content: string, y: number, fill: string) =>
        element(document, "text", {
          x: AREA.left + AREA.width * (i + 0.5) / boxes.length,
          y,
          "text-anchor": "middle",
          "font-size": FONT_SIZE.tick,
          fill,
        }, content);
      const bottom = AREA.top + AREA.height;
      return [
        ...label.map((line, k) => text(line, bottom + 15 + 12.5 * k, INK)),
        ...(values.length === 0 ? [text("no data", bottom - 7, GREY)] : []),
      ];
    }),
  ]);
}

function boxMarks({ values, colour, dots }: Box, at: number): Plot.Markish[] {
  const { lowWhisker, lowQuartile, median, highQuartile, highWhisker, outliers } = boxPlot(values);
  const line = { stroke: colour, strokeWidth: 1.1 };
  const across = (half: number) => ({ x1: at - half, x2: at + half });
  const drawn = dots === "all" ? values : outliers;
  const apart = Math.min(0.08, 0.5 / Math.max(values.length, 1));
  const dotAt = (i: number) => dots === "all" ? at + (i - (values.length - 1) / 2) * apart : at;
  return [
    ...(values.length < FEWEST ? [] : [
      Plot.ruleX([at], { x: [at], y1: [lowWhisker], y2: [lowQuartile], ...line }),
      Plot.ruleX([at], { x: [at], y1: [highQuartile], y2: [highWhisker], ...line }),
      Plot.ruleY([lowWhisker, highWhisker], { ...across(HALF_BOX / 2), ...line }),
      Plot.rect([at], {
        ...across(HALF_BOX),
        y1: [lowQuartile],
        y2: [highQuartile],
        fill: colour,
        fillOpacity: 0.18,
        ...line,
      }),
    ]),
    Plot.ruleY([median], { ...across(HALF_BOX), stroke: colour, strokeWidth: 2.2 }),
    Plot.dot(drawn, {
      x: (_: number, i: number) => dotAt(i),
      y: Plot.identity,
      r: dots === "all" ? 2.4 : 1.6,
      fill: INK,
      fillOpacity: 0.75,
    }),
  ];
}
