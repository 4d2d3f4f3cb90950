import * as Plot from "@observablehq/plot";
import type { NoiseFactor, NoiseMean, NoiseSweep } from "../../lib/results/noise_factor.ts";
import { mean } from "../../lib/stats/summary.ts";
import type { SvgDocument, SvgElement } from "./document.ts";
import { SWEEP_STYLES } from "./noise_factor_marks.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { GREY } from "./style.ts";
import type { Series } from "./values.ts";

/** Where the variance is: on the first active components, and on all others; with how it is drawn. */
const PARTS = [
  { part: "leading", name: "first components", dash: "none" },
  { part: "rest", name: "the rest", dash: "3,2" },
] as const;

/** Binary logarithms of the ticks. */
const TICKS = Array.from({ length: 21 }, (_, i) => i - 10);

/** The variance over trajectories at the factor 2 through quiescence, relative to activity's. */
export function variancePlot(
  document: SvgDocument,
  area: PlotArea,
  title: string,
  networks: readonly NoiseFactor[],
): SvgElement {
  const curves = (networks[0]?.sweeps ?? []).flatMap(({ mean: kind, course: { step } }) =>
    PARTS.map((part) => ({ kind, step, ...part, ...curvesOf(networks, kind, part.part) }))
  );
  const all = curves.flatMap(({ middle, seeds }) => [...middle, ...seeds.flat()])
    .filter((value) => value > 0).map(binaryLogarithm);
  const low = Math.min(-1, ...all) - 0.2, high = Math.max(1, ...all) + 0.2;
  const last = Math.max(...networks.map(({ windows }) => windows.late.to));
  const inside = TICKS.filter((tick) => tick >= low && tick <= high);
  const line = (step: readonly number[], values: readonly number[], options: Plot.LineOptions) =>
    Plot.line(
      step.flatMap((x, i) => values[i]! > 0 ? [{ x, y: binaryLogarithm(values[i]!) }] : []),
      { x: "x", y: "y", ...options },
    );
  return plot(
    document,
    area,
    {
      x: { domain: [0, last] },
      y: { domain: [low, high] },
      marks: [
        Plot.ruleY([0], { stroke: GREY, strokeWidth: 1, strokeDasharray: "4,3" }),
        ...curves.flatMap(({ kind, step, dash, middle, seeds }) => {
          const stroke = SWEEP_STYLES[kind].colour, strokeDasharray = dash;
          return [
            ...(seeds.length === 1 ? [] : seeds.map((values) =>
              line(step, values, {
                stroke,
                strokeWidth: 0.6,
                strokeOpacity: 0.4,
                strokeDasharray,
              })
            )),
            line(step, middle, { stroke, strokeWidth: 1.6, strokeDasharray }),
          ];
        }),
        ...xAxis({ label: "quiescent step", ticks: [0, 1, 2, 3, 4].map((i) => i * last / 4) }),
        ...yAxis({
          label: "variance at 2",
          labelOffset: 46,
          ticks: inside,
          tickFormat: (y) => String(2 ** y),
        }),
      ],
    },
    curves.map(({ kind, step, name, middle }): Series => ({
      name: `${title.replace("^", "")}: ${SWEEP_STYLES[kind].name}, ${name}`,
      columns: ["step", "variance, active = 1"],
      points: step.map((x, i) => ({ x, y: binaryLogarithm(middle[i]!), values: [x, middle[i]!] })),
    })),
  );
}

const binaryLogarithm = (value: number) => Math.log(value) / Math.LN2;

/** Means over networks, and each network's. */
function curvesOf(
  networks: readonly NoiseFactor[],
  kind: NoiseMean,
  part: Exclude<keyof NoiseSweep["course"], "step">,
): { readonly middle: readonly number[]; readonly seeds: readonly (readonly number[])[] } {
  const seeds = networks.map(({ sweeps }) => sweeps.find((each) => each.mean === kind)!.course[part] // all have the same sweeps
  );
  const middle = seeds[0]!.map((_, i) => mean(seeds.map((values) => values[i]!)));
  return { middle, seeds };
}
