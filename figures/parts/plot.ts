import * as Plot from "@observablehq/plot";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { decimalsFor, numberText } from "./number_text.ts";
import { FONT_SIZE, INK } from "./style.ts";
import { type Series, valuesElement } from "./values.ts";

/** Where the axes lie in the panel, px. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The area of a map (of the box or of PC space) in a panel of a width, px: a square. */
export function squareArea(width: number): PlotArea {
  const [left, right] = [46, 10];
  const side = width - left - right;
  return { left, top: 22, width: side, height: side };
}

/** The height of a panel, px, with room below an area for an axis and a ramp. */
export const heightWithRamp = ({ top, height }: PlotArea): number => top + height + 72;

/**
 * Draws marks with Plot so that the data area is `area`; scales are linear unless told. The values of
 * `series`, placed in the units of the axes, go with the drawing.
 */
export function plot(
  document: SvgDocument,
  area: PlotArea,
  options: Pick<Plot.PlotOptions, "x" | "y" | "marks">,
  series: readonly Series[] = [],
): SvgElement {
  const { left, top, width, height } = area;
  const drawn: unknown = Plot.plot({
    // Plot needs createElementNS alone; its types ask for the whole of lib.dom's Document.
    document: document as unknown as NonNullable<Plot.PlotOptions["document"]>,
    width: left + width,
    height: top + height,
    marginLeft: left,
    marginTop: top,
    marginRight: 0,
    marginBottom: 0,
    color: { type: "identity" },
    ...options,
    x: { type: "linear", axis: null, ...options.x },
    y: { type: "linear", axis: null, ...options.y },
  });
  // Plot gives the element that the document made: an <svg>, as there are no legends.
  const svg = drawn as SvgElement & Plot.Plot;
  const scale = (name: "x" | "y") => (value: number): number => svg.scale(name)!.apply(value);
  const values = series.map((each) => valuesElement(document, each, scale("x"), scale("y")));
  return element(document, "g", { "text-anchor": "middle" }, ...svg.childNodes, ...values);
}

/** How an axis is labelled. */
export interface AxisText {
  readonly label: string;
  readonly ticks: readonly number[];
  /** As few decimals as tell the ticks apart unless given. */
  readonly tickFormat?: (value: number) => string;
  readonly labelOffset?: number;
  readonly anchor?: "left" | "right";
}

/** Marks of the horizontal axis below the data area: ticks, their numbers, a centred label, a line. */
export function xAxis(text: AxisText): Plot.Markish[] {
  return [
    Plot.axisX({ anchor: "bottom", labelOffset: text.labelOffset ?? 29, ...axis(text) }),
    Plot.frame({ anchor: "bottom", stroke: INK, strokeWidth: 0.8 }),
  ];
}

/** Marks of a vertical axis beside the data area. */
export function yAxis(text: AxisText): Plot.Markish[] {
  const anchor = text.anchor ?? "left";
  return [
    Plot.axisY({ anchor, labelOffset: text.labelOffset ?? 42, ...axis(text) }),
    Plot.frame({ anchor, stroke: INK, strokeWidth: 0.8 }),
  ];
}

function axis({ label, ticks, tickFormat }: AxisText) {
  return {
    label,
    labelAnchor: "center",
    labelArrow: "none",
    color: INK,
    fontSize: FONT_SIZE.tick,
    strokeWidth: 0.8,
    tickSize: 3,
    tickPadding: 3,
    ticks: [...ticks],
    tickFormat: tickFormat ?? tickFormatOf(ticks),
  } as const;
}

/** Writes numbers with as few decimals as tell these ticks apart. */
export function tickFormatOf(ticks: readonly number[]): (value: number) => string {
  const decimals = decimalsFor(ticks);
  return (value) => numberText(value, decimals);
}
