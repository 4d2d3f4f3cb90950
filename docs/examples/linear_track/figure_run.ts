import * as Plot from "@observablehq/plot";
import { element } from "../../../figures/parts/document.ts";
import { roundTicks } from "../../../figures/parts/number_text.ts";
import { drawPanel, writeDrawing } from "../../../figures/parts/panel.ts";
import { plot, xAxis, yAxis } from "../../../figures/parts/plot.ts";
import { FONT_SIZE, GREY, PHASE_COLOUR } from "../../../figures/parts/style.ts";
import type { NdArray } from "../../../lib/array.ts";
import { readNpy } from "../../../lib/files/npy.ts";
import { histogram } from "../../../lib/stats/histogram.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import type { trackFigure } from "./linear_track.ts";

/** Trajectories that are drawn, of the first network. */
const DRAWN = 4;
const BINS = 30;
const AREA = { top: 48, width: 200, height: 200 } as const;
const LEFTS = [58, 294, 530] as const;
const WIDTH = LEFTS[2] + AREA.width + 14;
const NOTE = "dashed: the animal; blue: decoded with input; red: decoded without";

export async function run(action: ActionOf<typeof trackFigure>): Promise<void> {
  const { length, timeStep } = action.parameters;
  const read = async (input: "true" | "active" | "quiescent") =>
    (await action.readAll(input)).map((bytes) => readNpy(bytes, Float32Array, [null, null]));
  const [truth, active, quiescent] = [
    await read("true"),
    await read("active"),
    await read("quiescent"),
  ];
  const { quiescent: red, active: blue } = PHASE_COLOUR;
  const y = { domain: [-0.55 * length, 0.55 * length] };
  const place = (label: string) =>
    yAxis({
      label,
      ticks: [-length / 2, 0, length / 2],
      ...(label === "" ? { tickFormat: () => "" } : {}),
    });
  const overTime = (phase: NdArray, lines: readonly Plot.Markish[], label: string) => {
    const seconds = phase.shape[1]! * timeStep; // trajectories x steps
    const time = xAxis({ label: "time (s)", ticks: roundTicks(0, seconds, 4) });
    return { x: { domain: [0, seconds] }, y, marks: [...lines, ...time, ...place(label)] };
  };
  const top = 1.08 * Math.max(...[active, quiescent].flatMap((all) => shares(all, length)[1]));
  const facets = [
    {
      title: "With input",
      ...overTime(
        active[0]!,
        [...tracks(truth[0]!, timeStep, GREY, "4,2"), ...tracks(active[0]!, timeStep, blue)],
        "position (m)",
      ),
    },
    {
      title: "Without input",
      ...overTime(quiescent[0]!, tracks(quiescent[0]!, timeStep, red), ""),
    },
    {
      title: "How often",
      x: { domain: [0, top] },
      y,
      marks: [
        ...density(active, length, blue),
        ...density(quiescent, length, red),
        ...xAxis({ label: "density (1/m)", ticks: roundTicks(0, top, 4) }),
        ...place(""),
      ],
    },
  ];
  const head = {
    figure: "track",
    title: "A linear track",
    description: "Decoded positions over time with and without input, and their distributions.",
  };
  const svg = drawPanel(head, AREA.top + AREA.height + 42, (document) => [
    element(document, "text", {
      x: WIDTH - 14,
      y: 16,
      "text-anchor": "end",
      fill: GREY,
      "font-size": FONT_SIZE.note,
    }, NOTE),
    ...facets.flatMap(({ title, ...options }, i) => {
      const left = LEFTS[i]!; // as many as facets
      const heading = { x: left, y: AREA.top - 8, "font-size": FONT_SIZE.label };
      return [
        element(document, "text", heading, title),
        plot(document, { ...AREA, left }, options),
      ];
    }),
  ], WIDTH);
  await writeDrawing(action, svg);
}

/** The first trajectories of [n, T] against time. */
function tracks(
  { shape: [count, steps], data }: NdArray,
  timeStep: number,
  stroke: string,
  dash = "none",
): Plot.Markish[] {
  return Array.from({ length: Math.min(DRAWN, count!) }, (_, i) =>
    Plot.line(
      Array.from(
        { length: steps! },
        (_, t) => [(t + 1) * timeStep, data[i * steps! + t]!] as const,
      ),
      { stroke, strokeWidth: 1.2, strokeDasharray: dash, strokeLinejoin: "round", clip: true },
    ));
}

/** Places on the track, and how densely all networks decode them, 1/m. */
function shares(all: readonly NdArray[], length: number): [places: number[], density: number[]] {
  const values = all.flatMap(({ data }) => [...data]);
  const { edges, counts } = histogram(values, BINS, [-length / 2, length / 2]);
  const width = length / BINS;
  return [
    Array.from(counts, (_, bin) => (edges[bin]! + edges[bin + 1]!) / 2),
    Array.from(counts, (count) => count / (values.length * width)),
  ];
}

function density(all: readonly NdArray[], length: number, stroke: string): Plot.Markish[] {
  const [places, values] = shares(all, length);
  const points = places.map((place, bin) => [values[bin]!, place] as const);
  return [Plot.line(points, { stroke, strokeWidth: 1.5 })];
}
