import * as Plot from "@observablehq/plot";
import { fitRanges, motionOf, PRIMARY } from "../../lib/results/replay.ts";
import type { Coverage, Motion, Replay, ReplayPhase } from "../../lib/results/replay.ts";
import { mean } from "../../lib/stats/summary.ts";
import { element, type SvgDocument, type SvgElement } from "./document.ts";
import { logarithmicAxis } from "./logarithmic_axis.ts";
import { roundTicks } from "./number_text.ts";
import { raisedName } from "./raised_name.ts";
import { drawPanel } from "./panel.ts";
import { plot, type PlotArea, xAxis, yAxis } from "./plot.ts";
import { FAINT, FONT_SIZE, GREY, INK, PHASE_COLOUR, PHASE_SHADES } from "./style.ts";
import { seriesOf } from "./values.ts";

const WIDTH = 720;
const LEFT = 58;
const COLUMNS = 4;
const GAP = 48;
const COLUMN = (WIDTH - LEFT - 14 - GAP * (COLUMNS - 1)) / COLUMNS;
const HEIGHT = 128;
const TOPS = { displacement: 64, exponent: 258, coverage: 454 } as const;

/** The networks whose displacements are drawn. */
const SHOWN = ["spatial U^σ", "spatial B^σ", "GRU U^σ", "head direction U^σ"] as const;
const COVERING = SHOWN.slice(0, 2);

interface Line {
  readonly colour: string;
  readonly dashed?: true;
}

const LINES: Readonly<Record<ReplayPhase, Line>> = {
  true: { colour: GREY, dashed: true },
  active: { colour: PHASE_COLOUR.active },
  early: { colour: PHASE_SHADES.quiescent[3]! },
  late: { colour: PHASE_SHADES.quiescent[0]! },
};
const PHASES = Object.keys(LINES) as readonly ReplayPhase[]; // it has no other keys

/** Coverage since the start of quiescence begins with its early window. */
const COVERAGE_LINES: readonly (readonly [Coverage["phase"], Line])[] = [
  ["true", LINES.true],
  ["active", LINES.active],
  ["quiescent", LINES.early],
  ["late", LINES.late],
];

/** Fig. S6: displacements by lag, their exponents network by network, and coverage of the box. */
export function replayPanel(figure: string, measured: readonly Replay[]): string {
  const groups = Map.groupBy(measured, ({ kind, condition }) => `${kind} ${condition}`);
  if (groups.size === 0) throw new Error("Cannot draw replay: found no network");
  const head = {
    figure,
    title: "How does replay move?",
    description:
      "Top: mean squared displacement against lag of the animal, of activity and of early and late " +
      "quiescence. Middle: its exponent in every network. Bottom: how much of the box a trajectory covers.",
  };
  return drawPanel(head, TOPS.coverage + HEIGHT + 46, (document) => [
    ...legend(document),
    ...SHOWN.flatMap((name, i) => displacements(document, i, name, groups.get(name) ?? [])),
    ...exponents(document, [...groups]),
    ...COVERING.flatMap((name, i) => coverage(document, 2 * i, name, groups.get(name) ?? [])),
  ], WIDTH);
}

function areaOf(column: number, top: number): PlotArea {
  return { left: LEFT + column * (COLUMN + GAP), top, width: COLUMN, height: HEIGHT };
}

function title(document: SvgDocument, { left, top }: PlotArea, name: string): SvgElement {
  const style = { x: left, y: top - 8, "font-size": FONT_SIZE.tick, "font-weight": "bold" };
  return raisedName(document, name, style);
}

type Point = readonly [x: number, y: number];

function lineMark(points: readonly Point[], { colour, dashed }: Line): Plot.Markish {
  return Plot.line(points, {
    x: "0",
    y: "1",
    stroke: colour,
    strokeWidth: 1.6,
    ...(dashed ? { strokeDasharray: "4,2.5" } : {}),
  });
}

/** Means over networks, as far as all of them go. */
function average(curves: readonly (readonly number[])[]): number[] {
  const length = Math.min(...curves.map(({ length }) => length));
  return curves.length === 0
    ? []
    : Array.from({ length }, (_, i) => mean(curves.map((curve) => curve[i]!)));
}

function displacements(
  document: SvgDocument,
  column: number,
  name: string,
  networks: readonly Replay[],
): SvgElement[] {
  const area = areaOf(column, TOPS.displacement);
  const unit = name.startsWith("head") ? "rad²" : "m²";
  const lines = PHASES.map((phase) => {
    const motions = motionsOf(networks, phase);
    const longest = Math.min(...motions.map(({ longestLag }) => longestLag));
    const points = average(motions.map(({ squared }) => squared))
      .map((squared, i): Point => [i + 1, squared])
      .filter(([lag, squared]) => lag <= longest && squared > 0);
    return { phase, points };
  });
  const values = lines.flatMap(({ points }) => points.map(([, squared]) => squared));
  if (values.length === 0) return [title(document, area, name), nothing(document, area)];
  const { domain, axis } = logarithmicAxis(Math.min(...values), Math.max(...values));
  const { from, to } = fitRanges[PRIMARY];
  return [
    title(document, area, name),
    plot(
      document,
      area,
      {
        x: { type: "log", domain: [0.9, 52] },
        y: { type: "log", domain },
        marks: [
          Plot.rect([0], {
            x1: [from],
            x2: [to],
            y1: [domain[0]],
            y2: [domain[1]],
            fill: FAINT,
            fillOpacity: 0.35,
          }),
          ...lines.map(({ phase, points }) => lineMark(points, LINES[phase])),
          ...xAxis({ label: "lag (steps)", ticks: [1, 5, 10, 25, 50] }),
          ...yAxis({ label: column === 0 || unit !== "m²" ? `MSD (${unit})` : "", ...axis }),
        ],
      },
      lines.map(({ phase, points }) =>
        seriesOf(`${name}, ${phase}`, ["lag", `MSD (${unit})`], points)
      ),
    ),
  ];
}

/** A place a network condition, its phases side by side; what the most active cells show beside it, hollow. */
function exponents(
  document: SvgDocument,
  groups: readonly (readonly [string, readonly Replay[]])[],
): SvgElement[] {
  const area = { left: LEFT, top: TOPS.exponent, width: WIDTH - LEFT - 14, height: HEIGHT };
  const dots = groups.flatMap(([name, networks], i) =>
    PHASES.flatMap((phase, k) =>
      (["smooth", "top-3"] as const).flatMap((decoder) => {
        const values = motionsOf(networks, phase, decoder)
          .flatMap(({ exponents }) => exponents[PRIMARY]?.value ?? []);
        const x = i + 0.2 * (k - 1.5) + (decoder === "top-3" ? 0.075 : -0.015);
        return values.length === 0 ? [] : [{ name, phase, decoder, x, values }];
      })
    )
  );
  const { from, to } = fitRanges[PRIMARY];
  const label = `α, lags ${from} to ${to}`;
  const domain = [
    Math.min(0, ...dots.flatMap(({ values }) => values)),
    Math.max(2.1, ...dots.flatMap(({ values }) => values)),
  ];
  return [
    plot(
      document,
      area,
      {
        x: { domain: [-0.5, groups.length - 0.5] },
        y: { domain },
        marks: [
          Plot.ruleY([1, 2], { stroke: GREY, strokeDasharray: "4,3", strokeWidth: 0.8 }),
          ...dots.flatMap(({ phase, decoder, x, values }) => {
            const { colour } = LINES[phase];
            const hollow = decoder === "top-3";
            return [
              Plot.dot(values, {
                x: () => x,
                y: (value: number) => value,
                r: hollow ? 1.8 : 2.2,
                ...(hollow ? { stroke: colour } : { fill: colour }),
              }),
              ...(hollow ? [] : [
                Plot.ruleY([mean(values)], {
                  x1: x - 0.07,
                  x2: x + 0.05,
                  stroke: colour,
                  strokeWidth: 1.6,
                }),
              ]),
            ];
          }),
          Plot.frame({ anchor: "bottom", stroke: INK, strokeWidth: 0.8 }),
          ...yAxis({ label, ticks: [0, 0.5, 1, 1.5, 2] }),
        ],
      },
      dots.map(({ name, phase, decoder, x, values }) =>
        seriesOf(`${name}, ${phase}, ${decoder}`, ["", label], values.map((value) => [x, value]))
      ),
    ),
    ...groups.flatMap(([name], i) => {
      const [condition, ...kind] = name.split(" ").reverse();
      const x = area.left + area.width * (i + 0.5) / groups.length;
      const style = { x, "text-anchor": "middle", "font-size": FONT_SIZE.tick };
      const bottom = area.top + area.height;
      return [
        raisedName(document, condition!, { ...style, y: bottom + 15 }),
        ...kind.reverse().map((word, line) =>
          // "head direction" beside itself leaves no gap in a line
          element(document, "text", {
            ...style,
            y: bottom + 28 + 11 * line,
            fill: GREY,
            "font-size": FONT_SIZE.note,
          }, word)
        ),
      ];
    }),
  ];
}

/** Two plots: against elapsed steps, and against the distance travelled. */
function coverage(
  document: SvgDocument,
  column: number,
  name: string,
  networks: readonly Replay[],
): SvgElement[] {
  const views = [
    { x: "steps", y: "each", label: "elapsed steps", domain: [1, 1000], ticks: [1, 10, 100, 1000] },
    {
      x: "distances",
      y: "eachAtDistance",
      label: "path travelled (m)",
      domain: [0.1, 20],
      ticks: [0.1, 1, 10],
    },
  ] as const;
  return views.flatMap((view, i) => {
    const area = areaOf(column + i, TOPS.coverage);
    const lines = COVERAGE_LINES.map(([phase, line]) => {
      const all = networks.flatMap(({ coverage }) =>
        coverage.filter((each) => each.phase === phase)
      );
      const places = all.toSorted((a, b) => a[view.x].length - b[view.x].length)[0]?.[view.x] ?? [];
      const points = average(all.map((each) => each[view.y]))
        .map((share, i): Point => [places[i]!, 100 * share]);
      return { phase, line, points };
    });
    const shares = lines.flatMap(({ points }) => points.map(([, share]) => share));
    if (shares.length === 0) return [title(document, area, name), nothing(document, area)];
    const top = Math.max(...shares) * 1.08;
    return [
      title(document, area, name),
      plot(
        document,
        area,
        {
          x: { type: "log", domain: [...view.domain] },
          y: { domain: [0, top] },
          marks: [
            ...lines.map(({ line, points }) => lineMark(points, line)),
            ...xAxis({ label: view.label, ticks: view.ticks, tickFormat: String }),
            ...yAxis({
              label: column + i === 0 ? "box covered (%)" : "",
              ticks: roundTicks(0, top, 5),
            }),
          ],
        },
        lines.map(({ phase, points }) =>
          seriesOf(`${name}, ${phase}`, [view.label, "box covered (%)"], points)
        ),
      ),
    ];
  });
}

function motionsOf(
  networks: readonly Replay[],
  phase: ReplayPhase,
  decoder: "smooth" | "top-3" = "smooth",
): Motion[] {
  if (phase === "true" && decoder === "top-3") return [];
  const through = phase === "true" ? "none" : decoder;
  return networks.flatMap((network) => motionOf(network, phase, through) ?? []);
}

function nothing(document: SvgDocument, { left, top, width, height }: PlotArea): SvgElement {
  const place = { x: left + width / 2, y: top + height / 2, "text-anchor": "middle" };
  return element(
    document,
    "text",
    { ...place, "font-size": FONT_SIZE.note, fill: GREY },
    "nothing moves",
  );
}

function legend(document: SvgDocument): SvgElement[] {
  const names: Readonly<Record<ReplayPhase, string>> = {
    true: "the animal",
    active: "active",
    early: "quiescent, early",
    late: "quiescent, late",
  };
  let x = LEFT;
  const note = { "font-size": FONT_SIZE.note };
  const lines = PHASES.flatMap((phase) => {
    const at = x;
    x += 40 + 5.6 * names[phase].length;
    return [
      element(document, "path", {
        d: `M${at},34h18`,
        stroke: LINES[phase].colour,
        "stroke-width": 2,
        "stroke-dasharray": LINES[phase].dashed ? "4,2.5" : "none",
      }),
      element(document, "text", { x: at + 23, y: 37.5, ...note }, names[phase]),
    ];
  });
  const hollow = "α, hollow: by the most active cells";
  return [...lines, element(document, "text", { x, y: 37.5, fill: GREY, ...note }, hollow)];
}
