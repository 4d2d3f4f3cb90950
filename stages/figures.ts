import { z } from "zod";
import type { FigureId } from "../figures/captions.ts";
import type { InputSpec, Stage } from "../pipeline/stage.ts";
import { defineStage } from "../pipeline/stage.ts";
import { drawing, spatialMotion } from "./parameters.ts";

const assets = {
  "resvg.wasm": new URL("npm:@resvg/resvg-wasm@2.6.2/index_bg.wasm"),
  "DejaVuSans.ttf": new URL("npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans.ttf"),
  "DejaVuSans-Bold.ttf": new URL("npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans-Bold.ttf"),
};

const npy: InputSpec = { format: "npy" };
const jsons: InputSpec = { format: "json", list: true };

/** What kinds of panels need, whichever data they show. */
const kinds = {
  schematic: { parameters: z.strictObject({}), inputs: {} },
  training: { parameters: z.strictObject({}), inputs: { history: jsons } },
  explainedVariance: {
    parameters: z.strictObject({}),
    inputs: { active: jsons, quiescent: jsons },
  },
  trajectories: {
    parameters: z.strictObject({
      every: z.int().positive(),
      boxHalfWidth: spatialMotion.shape.boxWidth,
    }),
    inputs: { decoded: npy },
  },
  scatter: {
    parameters: z.strictObject({
      everyTrajectory: drawing.shape.scatterTrajectory,
      fromStep: drawing.shape.scatterFrom,
      everyStep: drawing.shape.scatterStep,
    }),
    inputs: { projection: npy, decoded: npy, axesFrom: npy },
  },
  boxDensity: {
    parameters: z.strictObject({
      maximum: drawing.shape.positionDensity,
      levels: drawing.shape.levels,
      boxHalfWidth: spatialMotion.shape.boxWidth,
    }),
    inputs: { density: npy, x: npy, y: npy },
  },
  stateDensity: {
    parameters: z.strictObject({
      maximum: drawing.shape.stateDensity,
      levels: drawing.shape.levels,
    }),
    inputs: { density: npy, x: npy, y: npy },
  },
  divergences: {
    parameters: z.strictObject({ maximum: drawing.shape.divergence }),
    inputs: { kl: jsons },
  },
  totalVariance: { parameters: z.strictObject({}), inputs: { variance: jsons } },
} as const;

/** The stage of a panel: its own code, `figures/<id>.ts`, so that an edit redraws that panel alone. */
function panel<Kind extends keyof typeof kinds>(id: FigureId, kind: Kind): Stage<
  typeof kinds[Kind]["parameters"],
  keyof typeof kinds[Kind]["inputs"] & string,
  "svg" | "png",
  keyof typeof assets
> {
  return defineStage({
    name: id,
    summary: `Draws ${id.replace("fig", "Fig. ")}`,
    parameters: kinds[kind].parameters as typeof kinds[Kind]["parameters"],
    inputs: kinds[kind].inputs as Record<keyof typeof kinds[Kind]["inputs"] & string, InputSpec>,
    outputs: { svg: "svg", png: "png" },
    assets,
    arithmetic: "plain",
    cost: () => ({ seconds: 1, memory: 2e8, output: 1e5 }),
    run: new URL(`../figures/${id}.ts`, import.meta.url),
  });
}

/** All panels, by name. */
export const panels = {
  fig1a: panel("fig1a", "schematic"),
  fig1b: panel("fig1b", "training"),
  fig1c: panel("fig1c", "explainedVariance"),
  fig1d: panel("fig1d", "trajectories"),
  fig1e: panel("fig1e", "trajectories"),
  fig1f: panel("fig1f", "scatter"),
  fig1g: panel("fig1g", "scatter"),
  fig1h: panel("fig1h", "boxDensity"),
  fig1i: panel("fig1i", "boxDensity"),
  fig1j: panel("fig1j", "stateDensity"),
  fig1k: panel("fig1k", "stateDensity"),
  fig2a: panel("fig2a", "trajectories"),
  fig2b: panel("fig2b", "trajectories"),
  fig2c: panel("fig2c", "boxDensity"),
  fig2d: panel("fig2d", "boxDensity"),
  fig2e: panel("fig2e", "divergences"),
  fig2f: panel("fig2f", "totalVariance"),
} as const satisfies Record<FigureId, unknown>;
