import * as Plot from "@observablehq/plot";
import { boxPlot } from "../../lib/stats/box_plot.ts";
import { element } from "./document.ts";
import { logarithmicAxis } from "./logarithmic_axis.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { plot, type PlotArea, yAxis } from "./plot.ts";
import { FEWEST_FOR_A_BOX, FONT_SIZE, GREY, INK } from "./style.ts";
import type { Series, ValuePoint } from "./values.ts";

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
const LINE_HEIGHT = 12.5;
const HALF_BOX = 0.27;
/** Values that span more than this are drawn on a logarithmic axis where one is allowed. */
const MANY_FOLD = 20;

export interface BoxAxis {
  readonly label: string;
  /** Logarithmic if the values span more than twentyfold; smaller ones than it shows are counted at its foot. */
  readonly mayBeLogarithmic?: boolean;
  /** What one value is. */
  readonly one: string;
  /** Written above the boxes. */
  readonly note?: string;
}

/** Where a whisker to what the axis does not show is cut, px above its foot: the count stands below. */
const CUT = 22;

/** Box plots by matplotlib's rule: linear quartiles, whiskers to the last value within 1.5 IQR. */
export function boxPlotPanel(head: PanelHead, boxes: readonly Box[], axis: BoxAxis): string {
  const all = boxes.flatMap(({ values }) => values);
  if (all.length === 0) throw new Error("Cannot draw box plots: found no values");
  const { axis: ticks, type, domain } = scaleOf(all, axis.mayBeLogarithmic ?? false);
  const [foot, top] = domain;
  const above = (px: number) => foot * (top / foot) ** (px / AREA.height); // on a logarithmic axis
  const lines = Math.max(...boxes.map(({ label }) => label.length));
  const size = boxes.length > 4 ? FONT_SIZE.note : FONT_SIZE.tick;
  return drawPanel(head, AREA.top + AREA.height + 15 + LINE_HEIGHT * lines, (document) => [
    plot(document, AREA, {
      x: { domain: [-0.5, boxes.length - 0.5] },
      y: { type, domain },
      marks: [
        ...boxes.flatMap((box, i) =>
          box.values.some((value) => value >= foot) ? boxMarks(box, i, foot, above) : []
        ),
        Plot.frame({ anchor: "bottom", stroke: INK, strokeWidth: 0.8 }),
        ...yAxis({ label: axis.label, labelOffset: 54, ...ticks }),
      ],
    }, boxes.map((box, i) => boxSeries(box, i, foot, axis))),
    ...(axis.note === undefined ? [] : [
      element(document, "text", {
        x: AREA.left + AREA.width,
        y: AREA.top - 5,
        "text-anchor": "end",
        "font-size": FONT_SIZE.note,
        fill: GREY,
      }, axis.note),
    ]),
    ...boxes.flatMap(({ label, values }, i) => {
      const text = (content: string, y: number, fill: string) =>
        element(document, "text", {
          x: AREA.left + AREA.width * (i + 0.5) / boxes.length,
          y,
          "text-anchor": "middle",
          "font-size": size,
          fill,
        }, content);
      const bottom = AREA.top + AREA.height;
      const below = values.filter((value) => value < foot).length;
      return [
        ...label.map((line, k) => text(line, bottom + 15 + LINE_HEIGHT * k, INK)),
        ...(values.length === 0 ? [text("no data", bottom - 7, GREY)] : []),
        ...(below > 0 ? [text(`${below} below`, bottom - 7, GREY)] : []),
      ];
    }),
  ]);
}

function scaleOf(values: readonly number[], mayBeLogarithmic: boolean) {
  const high = Math.max(...values);
  const low = Math.min(...values.filter((value) => value > 0));
  if (mayBeLogarithmic && high > MANY_FOLD * low) {
    return { type: "log", ...logarithmicAxis(low, high) } as const;
  }
  // All zero, as networks without noise may be, still needs an axis.
  const top = high * 1.08 || 1;
  return {
    type: "linear",
    domain: [0, top] as const,
    axis: { ticks: roundTicks(0, top, 5) },
  } as const;
}

/** `above`: the value so many px above the foot. */
function boxMarks(
  { values, colour, dots }: Box,
  at: number,
  foot: number,
  above: (px: number) => number,
): Plot.Markish[] {
  const box = boxPlot(values);
  // Zero has no place on a logarithmic axis.
  const shown = (value: number) => Math.max(value, foot);
  const [lowWhisker, highWhisker] = [shown(box.lowWhisker), shown(box.highWhisker)];
  const [lowQuartile, highQuartile] = [shown(box.lowQuartile), shown(box.highQuartile)];
  const [median, outliers] = [shown(box.median), box.outliers];
  const line = { stroke: colour, strokeWidth: 1.1 };
  const across = (half: number) => ({ x1: at - half, x2: at + half });
  const cut = box.lowWhisker < foot && lowQuartile > above(CUT);
  const drawn = Array.from(dots === "all" ? values : outliers).filter((value) => value >= foot);
  const dotAt = placeOfDot({ values, dots }, at);
  return [
    ...(values.length < FEWEST_FOR_A_BOX ? [] : [
      Plot.ruleX([at], {
        x: [at],
        y1: [cut ? above(CUT + 2) : lowWhisker],
        y2: [lowQuartile],
        ...line,
      }),
      Plot.ruleX([at], { x: [at], y1: [highQuartile], y2: [highWhisker], ...line }),
      ...(cut ? [cutMark(at, above, line)] : []),
      Plot.ruleY(cut ? [highWhisker] : [lowWhisker, highWhisker], {
        ...across(HALF_BOX / 2),
        ...line,
      }),
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

/** Two strokes across the end of a whisker that goes on below the axis. */
function cutMark(
  at: number,
  above: (px: number) => number,
  line: { readonly stroke: string; readonly strokeWidth: number },
): Plot.Markish {
  return Plot.link([CUT - 2, CUT + 2], {
    x1: at - HALF_BOX / 3,
    x2: at + HALF_BOX / 3,
    y1: (px: number) => above(px - 2),
    y2: (px: number) => above(px + 2),
    ...line,
  });
}

/** Where the i-th dot of the box at `at` stands: beside each other, or outliers above each other. */
function placeOfDot(
  { values, dots }: Pick<Box, "values" | "dots">,
  at: number,
): (i: number) => number {
  const apart = Math.min(0.08, 0.5 / Math.max(values.length, 1));
  return (i) => dots === "all" ? at + (i - (values.length - 1) / 2) * apart : at;
}

/** The five numbers of a box, and its dots. */
function boxSeries(box: Box, at: number, foot: number, { label, one }: BoxAxis): Series {
  const { values, dots } = box;
  const point = (what: string, x: number, value: number): ValuePoint => ({
    x,
    y: Math.max(value, foot),
    values: [what, value],
  });
  const dotAt = placeOfDot(box, at);
  const points: ValuePoint[] = [];
  if (values.length >= FEWEST_FOR_A_BOX) {
    const { highWhisker, highQuartile, median, lowQuartile, lowWhisker, outliers } = boxPlot(
      values,
    );
    points.push(
      point("upper whisker", at, highWhisker),
      point("upper quartile", at, highQuartile),
      point("median", at, median),
      point("lower quartile", at, lowQuartile),
      point("lower whisker", at, lowWhisker),
    );
    if (dots === "outliers") {
      points.push(
        ...Array.from(outliers, (value) => point(`${one} beyond the whiskers`, at, value)),
      );
    }
  }
  if (dots === "all") {
    points.push(...values.map((value, i) => point(one, dotAt(i), value)));
  }
  return { name: box.label.join(" "), columns: ["", label], points };
}
