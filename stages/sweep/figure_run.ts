import * as Plot from "@observablehq/plot";
import type { PanelAsset, PanelOutput } from "../../figures/kinds.ts";
import { element } from "../../figures/parts/document.ts";
import type { SvgDocument, SvgElement } from "../../figures/parts/document.ts";
import { numberText, roundTicks } from "../../figures/parts/number_text.ts";
import { drawPanel, writeDrawing } from "../../figures/parts/panel.ts";
import { plot, xAxis, yAxis } from "../../figures/parts/plot.ts";
import { CONDITION_COLOURS, FONT_SIZE } from "../../figures/parts/style.ts";
import { readSweepTable } from "../../lib/results/sweep_table.ts";
import type { SweepRow } from "../../lib/results/sweep_table.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

const ACROSS = 3;
/** Characters of a heading that is set smaller, to stay clear of the next diagram. */
const LONG = 36;
const [WIDTH, HEIGHT, LEFT, TOP, GAP_Y] = [190, 130, 66, 60, 70] as const;

/** What the marks are. */
const BARS = "Points: means over seeds; bars: from the least to the greatest";

/** A row that has a value. */
type Row = SweepRow & { readonly value: number };

/** The mean over seeds at one point of a sweep, and how far the seeds reach. */
interface Dot {
  readonly condition: string;
  readonly x: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Small multiples: a diagram a measure, a line a condition, whiskers from the least to the greatest. */
export async function run(
  action: RunningAction<unknown, "table", PanelOutput, PanelAsset>,
): Promise<void> {
  const { swept, rows: all } = readSweepTable(await action.read("table"));
  const found = all.filter((row): row is Row => row.value !== null);
  const measures = [...new Set(found.map(measureOf))];
  const conditions = [...new Set(found.map(({ condition }) => condition))];
  const named = conditions.filter((condition) => condition !== ""); // labels may be seeds alone
  const points = [...new Set(found.map(pointOf))];
  const numeric = swept.length === 1 && found.every(({ point: [at] }) => typeof at === "number");
  const x = (point: string): number => numeric ? Number(point) : points.indexOf(point);
  const rows = Math.ceil(measures.length / ACROSS);
  const across = Math.min(ACROSS, measures.length);
  const legendTop = TOP + rows * (HEIGHT + GAP_Y) + 2;
  const label = swept.map((path) => path.split(".").at(-1)).join(", ");
  const description = `${measures.join(", ")} against ${label}, for ${conditions.length} ` +
    `conditions; means over seeds, whiskers from the least to the greatest.`;
  const svg = drawPanel(
    { figure: "sweep", title: `Sweep of ${swept.join(", ")}`, description },
    legendTop + 16 * named.length + 12,
    (document) => [
      ...measures.flatMap((measure, i) => {
        const own = found.filter((row) => measureOf(row) === measure);
        const dots = conditions.flatMap((condition) =>
          points.flatMap((point) => dotOf(own, condition, point, x(point)))
        );
        return diagram(document, dots, {
          measure,
          label,
          ticks: points.map(x),
          tickText: (at) => numeric ? String(at) : points[at]!,
          colour: (condition) => CONDITION_COLOURS[conditions.indexOf(condition) % 7]!,
          left: LEFT + (i % ACROSS) * (WIDTH + LEFT),
          top: TOP + Math.floor(i / ACROSS) * (HEIGHT + GAP_Y),
        });
      }),
      element(document, "text", { x: LEFT, y: legendTop - 8, "font-size": FONT_SIZE.note }, BARS),
      ...named.flatMap((condition, i) => [
        element(document, "rect", {
          x: LEFT,
          y: legendTop + 16 * i,
          width: 10,
          height: 10,
          fill: CONDITION_COLOURS[conditions.indexOf(condition) % 7]!,
        }),
        element(document, "text", {
          x: LEFT + 16,
          y: legendTop + 16 * i + 9,
          "font-size": FONT_SIZE.note,
        }, condition),
      ]),
    ],
    Math.max(360, LEFT + across * (WIDTH + LEFT)),
  );
  await writeDrawing(action, svg);
}

interface DiagramOptions {
  readonly measure: string;
  readonly label: string;
  readonly ticks: readonly number[];
  readonly tickText: (at: number) => string;
  readonly colour: (condition: string) => string;
  readonly left: number;
  readonly top: number;
}

function diagram(
  document: SvgDocument,
  dots: readonly Dot[],
  { measure, label, ticks, tickText, colour, left, top }: DiagramOptions,
): SvgElement[] {
  const low = Math.min(...dots.map((dot) => dot.low));
  const high = Math.max(...dots.map((dot) => dot.high));
  const margin = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1;
  const domain = [low - margin, high + margin] as const;
  const [first, last] = [Math.min(...ticks), Math.max(...ticks)];
  const room = (last - first) * 0.08 || 1;
  const colours = { stroke: (dot: Dot) => colour(dot.condition), strokeWidth: 1.2 };
  const marks = [
    Plot.line(dots, { x: "x", y: "mean", z: "condition", ...colours }),
    Plot.ruleX(dots, { x: "x", y1: "low", y2: "high", ...colours }),
    Plot.dot(dots, { x: "x", y: "mean", r: 2.2, fill: (dot: Dot) => colour(dot.condition) }),
    xAxis({ label, ticks, tickFormat: tickText }),
    yAxis({
      label: "",
      ticks: roundTicks(...domain, 4),
      tickFormat: (value) =>
        value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : short(value),
    }),
  ];
  return [
    element(document, "text", {
      x: left,
      y: top - 8,
      "font-size": measure.length > LONG ? FONT_SIZE.note : FONT_SIZE.label,
    }, measure),
    plot(document, { left, top, width: WIDTH, height: HEIGHT }, {
      x: { domain: [first - room, last + room] },
      y: { domain: [...domain] },
      marks,
    }),
  ];
}

function dotOf(rows: readonly Row[], condition: string, point: string, x: number): Dot[] {
  const values = rows
    .filter((row) => row.condition === condition && pointOf(row) === point)
    .map(({ value }) => value);
  if (values.length === 0) return [];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [{ condition, x, mean, low: Math.min(...values), high: Math.max(...values) }];
}

/** "step distance, quiescent" */
function measureOf({ phase, measure }: Row): string {
  return phase === null ? measure : `${measure}, ${phase}`;
}

/** The swept values of a row, as a text. */
const pointOf = ({ point }: Row): string => point.join(", ");

const short = (value: number): string =>
  numberText(Number(value.toPrecision(4)), 4).replace(/\.?0+$/, "");
