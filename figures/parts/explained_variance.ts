import type { ExplainedVariance } from "../../lib/results/explained_variance.ts";
import { type CurvePoint, curveSeries, errorBarMarks, meanCurve } from "./curves.ts";
import { element } from "./document.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { FONT_SIZE, PANEL_WIDTH, type Phase, PHASE_COLOUR } from "./style.ts";
import type { Series } from "./values.ts";

const AREA: PlotArea = { left: 42, top: 26, width: 130, height: 192 };
const PHASES = ["active", "quiescent"] as const;
/** Components by which the phases are drawn apart, so that neither hides the other. */
const APART = 0.07;

/** Cumulative explained variance of both phases, mean +-1 SD (ddof 0) over networks. */
export function explainedVariancePanel(
  head: PanelHead,
  networks: Readonly<Record<Phase, readonly ExplainedVariance[]>>,
): string {
  const drawn = PHASES.map((phase, k) => {
    const curves = networks[phase].map(({ cumulativeRatio }) => cumulativeRatio);
    const components = (curves[0] ?? []).map((_, i) => i + 1 + (2 * k - 1) * APART);
    return { phase, points: meanCurve(components, curves) };
  });
  const count = Math.max(
    ...PHASES.map((phase) => networks[phase][0]?.cumulativeRatio.length ?? 0),
  );
  if (count === 0) throw new Error("Cannot draw explained variance: found no network");
  return drawPanel(head, 254, (document) => [
    plot(document, AREA, {
      x: { domain: [0.5, count + 0.5] },
      y: { domain: [0, 1] },
      marks: [
        ...drawn.flatMap(({ phase, points }) => errorBarMarks(points, PHASE_COLOUR[phase], 0.13)),
        ...xAxis({
          label: "principal components",
          ticks: Array.from({ length: Math.ceil(count / 2) }, (_, i) => count - 2 * i),
        }),
        ...yAxis({
          label: "cumulative explained variance",
          ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
          labelOffset: 35,
        }),
      ],
    }, drawn.map(({ phase, points }) => phaseSeries(phase, points))),
    ...PHASES.map((phase, i) =>
      element(document, "text", {
        x: AREA.left + AREA.width - 6,
        y: AREA.top + AREA.height - 30 + 16 * i,
        "text-anchor": "end",
        "font-size": FONT_SIZE.label,
        fill: PHASE_COLOUR[phase],
      }, phase)
    ),
  ], PANEL_WIDTH.quarter);
}

/** The curve's values at whole numbers of components, though it is drawn beside them. */
function phaseSeries(phase: Phase, curve: readonly CurvePoint[]): Series {
  const series = curveSeries(phase, ["components", "share of variance explained"], curve);
  const points = series.points.map(({ x, y, values: [, ...rest] }, i) => ({
    x,
    y,
    values: [i + 1, ...rest],
  }));
  return { ...series, points };
}
