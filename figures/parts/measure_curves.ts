import * as Plot from "@observablehq/plot";
import { mean } from "../../lib/stats/summary.ts";
import { element } from "./document.ts";
import { roundTicks } from "./number_text.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { plot, xAxis, yAxis } from "./plot.ts";
import { FONT_SIZE, GREY, PANEL_WIDTH } from "./style.ts";
import type { Series } from "./values.ts";

/** A measure of several networks against a quantity. */
export interface MeasureCurve {
  /** Of the vertical axis, with the unit. */
  readonly label: string;
  /** Of each network, a value at each place of the horizontal axis. */
  readonly networks: readonly (readonly number[])[];
  /** What it is compared with: a value a network. */
  readonly reference: readonly number[];
  readonly colours: { readonly networks: string; readonly reference: string };
}

/** What measures are drawn against: values that rise by factors. */
export interface DoublingAxis {
  readonly label: string;
  readonly values: readonly number[];
}

const TOP = 40;
const HEIGHT = 180;
const LEFT = 64;
const WIDTH = 276;

/**
 * Measures beside each other against a quantity on a logarithmic axis: a dot a network, the line their mean,
 * the mean of the reference dashed.
 */
export function measureCurves(
  head: PanelHead,
  { label, values }: DoublingAxis,
  curves: readonly MeasureCurve[],
  note: string,
): string {
  const width = PANEL_WIDTH.half * curves.length;
  const reach = (values.at(-1)! / values[0]!) ** 0.06; // no axis is empty
  const domain = [values[0]! / reach, values.at(-1)! * reach];
  return drawPanel(head, TOP + HEIGHT + 42, (document) => [
    element(document, "text", {
      x: width - 20,
      y: 13,
      "text-anchor": "end",
      "font-size": FONT_SIZE.note,
      fill: GREY,
    }, note),
    ...curves.map((curve, i) => {
      const area = { left: LEFT + i * PANEL_WIDTH.half, top: TOP, width: WIDTH, height: HEIGHT };
      const top = 1.08 * Math.max(...curve.networks.flat(), ...curve.reference);
      const ticks = roundTicks(0, top, 5);
      return plot(document, area, {
        x: { type: "log", base: 2, domain },
        y: { domain: [0, top] },
        marks: [
          Plot.ruleY([mean(curve.reference)], {
            stroke: curve.colours.reference,
            strokeWidth: 1.5,
            strokeDasharray: "5,3",
          }),
          Plot.line(meansOf(values, curve), {
            stroke: curve.colours.networks,
            strokeWidth: 1.5,
          }),
          Plot.dot(
            curve.networks.flatMap((network) => network.map((y, k) => [values[k]!, y] as const)),
            { r: 2.6, fill: curve.colours.networks, fillOpacity: 0.55 },
          ),
          ...xAxis({ label, ticks: values, tickFormat: String }),
          ...yAxis({ label: curve.label, ticks }),
        ],
      }, [seriesOf(label, values, curve)]);
    }),
  ], width);
}

const meansOf = (values: readonly number[], { networks }: MeasureCurve): [number, number][] =>
  values.map((x, k) => [x, mean(networks.map((network) => network[k]!))]);

function seriesOf(x: string, values: readonly number[], curve: MeasureCurve): Series {
  return {
    name: "mean",
    columns: [x, curve.label, "reference"],
    points: meansOf(values, curve).map(([x, y]) => ({
      x,
      y,
      values: [x, y, mean(curve.reference)],
    })),
  };
}
