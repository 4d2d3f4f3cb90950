import type { TrainingHistory } from "../../lib/results/training_history.ts";
import { bandMarks, type CurvePoint, curveSeries, meanCurve } from "./curves.ts";
import { decimalsFor, numberText, powerOfTenText, roundTicks } from "./number_text.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { type AxisText, plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { INK, PANEL_WIDTH } from "./style.ts";

const AREA: PlotArea = { left: 44, top: 26, width: 98, height: 192 };

/** Test loss (dashed, left) and decoding error (right), mean +-1 SD (ddof 0) over networks. */
export function trainingPanel(head: PanelHead, histories: readonly TrainingHistory[]): string {
  const first = histories[0];
  if (first === undefined) throw new Error("Cannot draw training: found no history");
  for (const { batches } of histories) {
    if (batches.join() !== first.batches.join()) {
      throw new Error("Cannot draw training: networks were tested after different batches");
    }
  }
  const loss = meanCurve(first.batches, histories.map((history) => history.loss));
  const error = meanCurve(first.batches, histories.map((history) => history.error));
  const x = { domain: [0, first.batches.at(-1)!] };
  const top = Math.max(...error.map(({ high }) => high)) * 1.06;
  const batches = "training batches";
  return drawPanel(head, 254, (document) => [
    plot(document, AREA, {
      x,
      y: lossScale(loss),
      marks: [
        ...bandMarks(loss, INK, "5,3"),
        ...yAxis({ ...lossAxis(loss), labelOffset: 42 }),
        ...xAxis({ label: batches, ticks: batchTicks(x.domain[1]!) }),
      ],
    }, [curveSeries("test loss", [batches, "mean squared error"], loss)]),
    plot(document, AREA, {
      x,
      y: { domain: [0, top] },
      marks: [
        ...bandMarks(error, INK),
        ...yAxis({
          label: "decoding error (m)",
          anchor: "right",
          ticks: roundTicks(0, top, 6),
          labelOffset: 34,
        }),
      ],
    }, [curveSeries("decoding error", [batches, "distance (m)"], error)]),
  ], PANEL_WIDTH.quarter);
}

/** None at the end: it would stand against the lowest number of the right axis. */
function batchTicks(last: number): readonly number[] {
  return roundTicks(0, last, 3).filter((tick) => tick < 0.9 * last);
}

/** A loss that falls more than twentyfold is drawn on a logarithmic axis. */
function isLogarithmic(loss: readonly CurvePoint[]): boolean {
  const values = loss.map((point) => point.mean);
  return Math.max(...values) > 20 * Math.min(...values);
}

function lossScale(loss: readonly CurvePoint[]) {
  const [low, high] = lossDomain(loss);
  return { type: isLogarithmic(loss) ? "log" : "linear", domain: [low, high] } as const;
}

function lossDomain(loss: readonly CurvePoint[]): [number, number] {
  const top = Math.max(...loss.map(({ high }) => high));
  if (!isLogarithmic(loss)) return [0, top * 1.06];
  const bottom = Math.min(...loss.map(({ mean, low }) => low > 0 ? low : mean));
  return [10 ** Math.floor(Math.log10(bottom)), top * 1.2];
}

function lossAxis(loss: readonly CurvePoint[]): AxisText {
  const [low, high] = lossDomain(loss);
  if (isLogarithmic(loss)) {
    const decades = Math.floor(Math.log10(high)) - Math.round(Math.log10(low)) + 1;
    const ticks = Array.from(
      { length: decades },
      (_, i) => 10 ** (Math.round(Math.log10(low)) + i),
    );
    return {
      label: "test loss (dashed)",
      ticks,
      tickFormat: (value) => powerOfTenText(Math.round(Math.log10(value))),
    };
  }
  const exponent = Math.floor(Math.log10(high));
  const unit = 10 ** exponent;
  const ticks = roundTicks(0, high / unit, 6);
  const decimals = decimalsFor(ticks);
  return {
    label: `test loss (dashed, × ${powerOfTenText(exponent)})`,
    ticks: ticks.map((value) => value * unit),
    tickFormat: (value) => numberText(value / unit, decimals),
  };
}
