import * as Plot from "@observablehq/plot";
import { mean } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { drawPanel, type PanelHead } from "./panel.ts";
import { type AxisText, plot, xAxis, yAxis } from "./plot.ts";
import { raisedName } from "./raised_name.ts";
import { FONT_SIZE, GREY } from "./style.ts";
import type { Series } from "./values.ts";

/** How a line looks, in the drawing and in the legend. */
export interface LineStyle {
  readonly colour: string;
  readonly dash?: string;
}

/** A quantity of networks of one condition, a list a seed; null where it has no value. */
export interface Line extends LineStyle {
  readonly name: string;
  readonly seeds: readonly (readonly (number | null)[])[];
}

/** A scale with its axis. */
export interface Scale {
  readonly type: "linear" | "log";
  readonly domain: readonly [low: number, high: number];
  readonly axis: AxisText;
}

/** A value that all networks are compared with: a constant, or a curve. */
export interface Reference {
  readonly y: number | readonly number[];
  readonly dash: string;
}

/** A row of facets that share the vertical axis. */
export interface FacetRow {
  readonly y: Scale;
  readonly height: number;
  /** What is drawn in each column. */
  readonly facets: readonly {
    readonly lines: readonly Line[];
    readonly references: readonly Reference[];
  }[];
}

/** Facets in rows and columns; the horizontal axis, of a column, counts from 1. */
export interface SmallMultiples {
  readonly columns: readonly { readonly title: string; readonly x: Scale }[];
  readonly rows: readonly FacetRow[];
  /** Names in the legend, what follows "^" raised, and what lines without a name are. */
  readonly legend: readonly (LineStyle & { readonly name: string })[];
  readonly note: string;
}

const WIDTH = 720;
const LEFT = 62;
const GAP = 22;
const RIGHT = 14;
const TOP = 48;
const BETWEEN = 16;
const BELOW = 46;
const LEGEND = 40;

/**
 * Small multiples of lines: the mean over seeds thick, each seed thin. On a logarithmic axis what is not
 * positive is a tick at its foot.
 */
export function smallMultiples(
  head: PanelHead,
  { columns, rows, legend, note }: SmallMultiples,
): string {
  const width = (WIDTH - LEFT - RIGHT - GAP * (columns.length - 1)) / columns.length;
  const tops = rows.map((_, i) =>
    TOP + rows.slice(0, i).reduce((sum, { height }) => sum + height + BETWEEN, 0)
  );
  const bottom = tops.at(-1)! + rows.at(-1)!.height + BELOW; // there is a row
  return drawPanel(head, bottom + LEGEND, (document) => [
    ...columns.flatMap(({ title, x }, c) => {
      const left = LEFT + c * (width + GAP);
      return [
        text(document, left, TOP - 8, title, true),
        ...rows.map(({ y, height, facets }, r) => {
          const { lines, references } = facets[c]!;
          const last = r === rows.length - 1;
          return plot(document, { left, top: tops[r]!, width, height }, {
            x: { type: x.type, domain: x.domain },
            y: { type: y.type, domain: y.domain },
            marks: [
              ...lines.flatMap((line) => lineMarks(line, y)),
              ...references.map((each) => referenceMark(each, x)),
              ...xAxis(last ? x.axis : { ...x.axis, label: "", tickFormat: () => "" }),
              ...yAxis({
                ...y.axis,
                labelOffset: 46,
                ...(c === 0 ? {} : { label: "", tickFormat: () => "" }),
              }),
            ],
          }, lines.map((line) => series(title, line, x.axis.label, y)));
        }),
      ];
    }),
    ...legendRow(document, legend, bottom),
    text(document, LEFT, bottom + 20, note, false, GREY),
  ], WIDTH);
}

function referenceMark({ y, dash }: Reference, x: Scale): Plot.Markish {
  const style = { stroke: GREY, strokeWidth: 1, strokeDasharray: dash };
  if (typeof y === "number") return Plot.ruleY([y], style);
  return Plot.line(
    y.map((value, i) => [i + 1, value] as const).filter(([at]) => at <= x.domain[1]),
    { x: (d: Point) => d[0], y: (d: Point) => d[1], ...style },
  );
}

type Point = readonly [x: number, y: number | null];

function lineMarks({ seeds, colour, dash }: Line, y: Scale): Plot.Markish[] {
  const [low, high] = y.domain;
  // Nothing is drawn outside the axes: a line breaks there.
  const inside = (value: number | null) =>
    value === null || value < low || value > high ? null : value;
  const line = (values: readonly (number | null)[], strokeWidth: number, strokeOpacity: number) =>
    Plot.line(values.map((value, i): Point => [i + 1, inside(value)]), {
      x: (d: Point) => d[0],
      y: (d: Point) => d[1] ?? NaN,
      stroke: colour,
      strokeWidth,
      strokeOpacity,
      strokeLinejoin: "round",
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
    });
  const means = meansOf(seeds);
  const lost = means.flatMap((value, i) =>
    y.type === "log" && value !== null && value <= 0 ? [i + 1] : []
  );
  return [
    ...(seeds.length === 1 ? [] : seeds.map((values) => line(values, 0.6, 0.35))),
    line(means, 1.7, 1),
    ...(lost.length === 0 ? [] : [
      Plot.ruleX(lost, { y1: low, y2: low * (high / low) ** 0.04, stroke: colour, strokeWidth: 1 }),
    ]),
  ];
}

function meansOf(seeds: Line["seeds"]): (number | null)[] {
  return (seeds[0] ?? []).map((_, i) => {
    const values = seeds.flatMap((each) => each[i] ?? []);
    return values.length === seeds.length ? mean(values) : null;
  });
}

function series(title: string, { name, seeds }: Line, x: string, y: Scale): Series {
  const points = meansOf(seeds).flatMap((value, i) =>
    value === null ? [] : [{ x: i + 1, y: Math.max(value, y.domain[0]), values: [i + 1, value] }]
  );
  return { name: `${title}: ${name.replace("^", "")}`, columns: [x, y.axis.label], points };
}

function legendRow(
  document: SvgDocument,
  legend: SmallMultiples["legend"],
  top: number,
): SvgElement[] {
  let x = LEFT;
  return legend.flatMap(({ name, colour, dash }) => {
    const at = x;
    x += 38 + 6 * name.length;
    return [
      element(document, "path", {
        d: `M${at},${top}h20`,
        stroke: colour,
        "stroke-width": 2,
        "stroke-dasharray": dash ?? "none",
      }),
      raisedName(document, name, { x: at + 25, y: top + 3.5, "font-size": FONT_SIZE.note }),
    ];
  });
}

function text(
  document: SvgDocument,
  x: number,
  y: number,
  content: string,
  bold = false,
  fill?: string,
): SvgElement {
  return element(document, "text", {
    x,
    y,
    "font-size": bold ? FONT_SIZE.tick : FONT_SIZE.note,
    ...(bold ? { "font-weight": "bold" } : {}),
    ...(fill === undefined ? {} : { fill }),
  }, content);
}
