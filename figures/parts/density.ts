import * as Plot from "@observablehq/plot";
import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { PanelAction } from "../kinds.ts";
import { axisMarks, boxAxes, componentAxes, type MapAxes, wallMarks } from "./map_axes.ts";
import { drawPanel, type PanelHead, type PhaseView, writeDrawing } from "./panel.ts";
import { heightWithRamp, plot, squareArea } from "./plot.ts";
import { bandColours, drawRamp } from "./ramp.ts";
import { DENSITY_RAMP, PANEL_WIDTH, PHASE_COLOUR } from "./style.ts";
import { gridElement } from "./values.ts";

export interface DensityParameters {
  /** The highest contour level; larger densities get the last colour and an arrow on the ramp. */
  readonly maximum: number;
  /** How many levels there are from 0 to the maximum, both counted (numpy.linspace). */
  readonly levels: number;
}

export interface BoxDensityParameters extends DensityParameters {
  /** Half the width of the box, m. */
  readonly boxHalfWidth: number;
}

export type DensityInput = "density" | "x" | "y";

/** A density on a regular grid: `density` [n, m], its value at (x[i], y[j]) being entry [i, j]. */
export interface Grid {
  readonly density: NdArray;
  readonly x: NdArray;
  readonly y: NdArray;
}

/** Reads the three inputs of a density panel. */
export async function readGrid(
  action: { read(input: DensityInput): Promise<Uint8Array<ArrayBuffer>> },
): Promise<Grid> {
  const [density, x, y] = await Promise.all([
    action.read("density"),
    action.read("x"),
    action.read("y"),
  ]);
  return {
    density: readNpy(density, Float64Array, [null, null]),
    x: readNpy(x, Float64Array, [null]),
    y: readNpy(y, Float64Array, [null]),
  };
}

/** Draws the density of a phase's states on the active phase's PC 1 and 2. */
export async function drawStateDensity(
  action: PanelAction<"stateDensity">,
  { figure, phase }: PhaseView,
): Promise<void> {
  const head = {
    figure,
    title: phase === "active" ? "Active" : "Quiescent",
    titleColour: PHASE_COLOUR[phase],
    description: `Density of states on the first two principal components, ${phase} phase.`,
  };
  await writeDrawing(
    action,
    componentDensityPanel(head, await readGrid(action), action.parameters),
  );
}

/** Filled contours of a density of positions, 1/m^2, with the walls of the box. */
export function boxDensityPanel(
  head: PanelHead,
  grid: Grid,
  parameters: BoxDensityParameters,
): string {
  const axes = { ...boxAxes(parameters.boxHalfWidth), x: ends(grid.x), y: ends(grid.y) };
  return densityPanel(head, grid, axes, parameters, "density (1/m²)");
}

/** Filled contours of a density over two principal components. */
function componentDensityPanel(
  head: PanelHead,
  grid: Grid,
  parameters: DensityParameters,
): string {
  const axes = componentAxes(ends(grid.x), ends(grid.y));
  return densityPanel(head, grid, axes, parameters, "density (1/a.u.²)");
}

function densityPanel(
  head: PanelHead,
  { density, x, y }: Grid,
  axes: MapAxes,
  { maximum, levels }: DensityParameters,
  label: string,
): string {
  const [width, height] = [density.shape[0]!, density.shape[1]!];
  const rows = Array.from(
    { length: width * height },
    (_, k) => density.data[(k % width) * height + Math.floor(k / width)]!,
  );
  const bands = levels - 1;
  const colours = bandColours(DENSITY_RAMP, bands);
  // The first band is the paper.
  const thresholds = Array.from({ length: bands - 1 }, (_, i) => maximum * (i + 1) / bands);
  // Plot takes a grid's values to lie in the middle of its cells, ours are at the corners of the axes.
  const [dx, dy] = [step(x), step(y)];
  const area = squareArea(PANEL_WIDTH.quarter);
  return drawPanel(head, heightWithRamp(area), (document) => [
    plot(document, area, {
      x: { domain: axes.x },
      y: { domain: axes.y },
      marks: [
        Plot.contour(rows, {
          width,
          height,
          x1: axes.x[0] - dx / 2,
          x2: axes.x[1] + dx / 2,
          y1: axes.y[0] - dy / 2,
          y2: axes.y[1] + dy / 2,
          value: Plot.identity,
          thresholds,
          fill: ({ value }: { value: number }) => colours[Math.round(value / maximum * bands)]!,
          clip: true,
        }),
        ...wallMarks(axes),
        ...axisMarks(axes),
      ],
    }),
    drawRamp(document, area, {
      label,
      stops: DENSITY_RAMP,
      domain: [0, maximum],
      bands,
      ticks: Array.from({ length: levels }, (_, i) => maximum * i / bands)
        .filter((_, i) => bands % 2 === 1 || i % 2 === 0),
      clipped: rows.some((value) => value > maximum),
    }, "below"),
    gridElement(document, area, {
      name: label,
      shape: [width, height],
      x: ends(x),
      y: ends(y),
      data: density.data as Float64Array, // readGrid has checked it
    }),
  ], PANEL_WIDTH.quarter);
}

function ends({ data }: NdArray): [number, number] {
  return [data[0]!, data[data.length - 1]!];
}

function step(axis: NdArray): number {
  const [first, last] = ends(axis);
  return (last - first) / (axis.data.length - 1);
}
