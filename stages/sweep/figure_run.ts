import * as Plot from "@observablehq/plot";
import type { PanelAsset, PanelOutput } from "../../figures/kinds.ts";
import { element } from "../../figures/parts/document.ts";
import type { SvgDocument, SvgElement } from "../../figures/parts/document.ts";
import { numberText, roundTicks } from "../../figures/parts/number_text.ts";
import { drawPanel, writeDrawing } from "../../figures/parts/panel.ts";
import { plot, xAxis, yAxis } from "../../figures/parts/plot.ts";
import { CONDITION_COLOURS, FONT_SIZE } from "../../figures/parts/style.ts";
import { wrap } from "../../figures/parts/wrap.ts";
import { readSweepTable } from "../../lib/results/sweep_table.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import { diagramsOf, FEWEST_FOR_AN_INTERVAL } from "./diagrams.ts";
import type { Diagram, Diagrams } from "./diagrams.ts";

const ACROSS = 3;
/** Characters of a heading that is set smaller, to stay clear of the next diagram. */
const LONG = 36;
const [WIDTH, HEIGHT, LEFT, TOP, GAP_Y, LINE] = [190, 130, 72, 60, 70, 16] as const;
/** Between the curves of a diagram at each point, px: bars must not lie on each other. */
const ASIDE = 3;
/** Width of a character of a tick, px. */
const CHARACTER = 6.5;
/** A parameter that changes by this factor and is never 0 is drawn on a logarithmic axis. */
const WIDE_RANGE = 100;

/** Small multiples: a diagram a measure, a line a condition, what seeds gave and how sure their mean is. */
export async function run(
  action: RunningAction<unknown, "table", PanelOutput, PanelAsset>,
): Promise<void> {
  const table = readSweepTable(await action.read("table"));
  const found = diagramsOf(table);
  const { diagrams, conditions } = found;
  const named = conditions.filter((condition) => condition !== ""); // labels may be seeds alone
  const words = table.swept.map(({ path, unit }) => `${path.split(".").at(-1)}${inBrackets(unit)}`);
  const across = Math.min(ACROSS, diagrams.length);
  const width = Math.max(360, LEFT + across * (WIDTH + LEFT));
  const notes = wrap(`${marksOf(found)}.`, width - 2 * LEFT);
  const notesTop = TOP + Math.ceil(diagrams.length / ACROSS) * (HEIGHT + GAP_Y) - 6;
  const legendTop = notesTop + LINE * notes.length;
  const note = (document: SvgDocument, text: string, x: number, y: number): SvgElement =>
    element(document, "text", { x, y, "font-size": FONT_SIZE.note }, text);
  const svg = drawPanel(
    {
      figure: "sweep",
      title: `Sweep of ${table.swept.map(({ path }) => path).join(", ")}`,
      description: `${diagrams.map(({ heading }) => heading).join(", ")} against ` +
        `${words.join(", ")}, for ${conditions.length} conditions. ${marksOf(found)}.`,
    },
    legendTop + LINE * named.length + 12,
    (document) => [
      ...diagrams.flatMap((each, i) =>
        diagram(document, each, found, {
          label: words.join(", "),
          left: LEFT + (i % ACROSS) * (WIDTH + LEFT),
          top: TOP + Math.floor(i / ACROSS) * (HEIGHT + GAP_Y),
        })
      ),
      ...notes.map((text, i) => note(document, text, LEFT, notesTop + LINE * i)),
      ...named.flatMap((condition, i) => [
        element(document, "path", {
          d: `M${LEFT} ${legendTop + LINE * i + 5}h18`,
          ...strokeOf(condition, conditions),
          "stroke-width": 2,
        }),
        note(document, condition, LEFT + 24, legendTop + LINE * i + 9),
      ]),
    ],
    width,
  );
  await writeDrawing(action, svg);
}

/** What the marks are, for as many seeds as there are. */
function marksOf({ seeds: [fewest, most] }: Diagrams): string {
  if (most === 1) return "Each point is of one seed";
  const lines = "Lines: means over seeds; small dots: the seeds";
  if (most < FEWEST_FOR_AN_INTERVAL) return `${lines} (too few for an interval)`;
  const counts = fewest === most
    ? `${most}`
    : `${Math.max(fewest, FEWEST_FOR_AN_INTERVAL)}–${most}`;
  return `${lines}; bars: Student’s 95 % intervals of the means (n = ${counts})`;
}

/** A colour a condition; the dashes change where colours come again. */
function strokeOf(condition: string, conditions: readonly string[]) {
  const index = conditions.indexOf(condition);
  const round = Math.floor(index / CONDITION_COLOURS.length);
  return {
    stroke: CONDITION_COLOURS[index % CONDITION_COLOURS.length]!,
    "stroke-dasharray": round === 0 ? "none" : `${2 + 2 * round} 2`,
  };
}

function diagram(
  document: SvgDocument,
  { heading, unit, curves }: Diagram,
  { conditions, points }: Diagrams,
  { label, left, top }: {
    readonly label: string;
    readonly left: number;
    readonly top: number;
  },
): SvgElement[] {
  const dots = [...curves.values()].flat();
  const ends = dots.flatMap(({ low, high, values }) => [low, high, ...values]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const margin = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1;
  const domain = [low - margin, high + margin] as const;
  const marks = [...curves].flatMap(([condition, own], i) => {
    const { stroke, "stroke-dasharray": strokeDasharray } = strokeOf(condition, conditions);
    const dx = (i - (curves.size - 1) / 2) * ASIDE;
    const seeds = own.flatMap(({ x, values }) => values.map((value) => ({ x, value })));
    const bars = own.filter(({ low, high }) => high > low);
    return [
      Plot.line(own, { x: "x", y: "mean", dx, stroke, strokeWidth: 1.2, strokeDasharray }),
      Plot.ruleX(bars, { x: "x", y1: "low", y2: "high", dx, stroke, strokeWidth: 1.2 }),
      Plot.dot(seeds, { x: "x", y: "value", dx, r: 1.2, fill: stroke, fillOpacity: 0.5 }),
      Plot.dot(own, { x: "x", y: "mean", dx, r: 2.2, fill: stroke }),
    ];
  });
  return [
    element(document, "text", {
      x: left,
      y: top - 8,
      "font-size": heading.length > LONG ? FONT_SIZE.note : FONT_SIZE.label,
    }, heading),
    plot(document, { left, top, width: WIDTH, height: HEIGHT }, {
      x: axisOf([...points.keys()]),
      y: { domain: [...domain] },
      marks: [
        ...marks,
        xAxis({ label, ticks: [...points.keys()], tickFormat: tickText(points) }),
        yAxis({
          label: unit,
          labelOffset: 58,
          ticks: roundTicks(...domain, 4),
          tickFormat: (value) =>
            value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : short(value),
        }),
      ],
    }),
  ];
}

/** The horizontal axis, with room beside the outermost points. */
function axisOf(points: readonly number[]) {
  const [first, last] = [Math.min(...points), Math.max(...points)];
  if (first > 0 && last >= WIDE_RANGE * first) {
    const room = (last / first) ** 0.08;
    return { type: "log", domain: [first / room, last * room] } as const;
  }
  const room = (last - first) * 0.08 || 1;
  return { domain: [first - room, last + room] };
}

/** What the points are called; so many that they would overprint are left out. */
function tickText(points: Diagrams["points"]): (at: number) => string {
  const names = [...points.values()];
  const longest = Math.max(...names.map(({ length }) => length));
  const every = Math.ceil(names.length * (longest + 1) * CHARACTER / WIDTH);
  return (at) => names.indexOf(points.get(at)!) % every === 0 ? points.get(at)! : "";
}

const inBrackets = (unit: string): string => unit === "" ? "" : ` (${unit})`;

const short = (value: number): string =>
  numberText(Number(value.toPrecision(4)), 4).replace(/\.?0+$/, "");
