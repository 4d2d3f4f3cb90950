import { z } from "zod";
import type { FigureId } from "../figures/captions.ts";
import type { InputSpec, Stage } from "../pipeline/stage.ts";
import { defineStage } from "../pipeline/stage.ts";
import { drawing, headDirectionDrawing } from "./parameters/drawing.ts";
import { spatialMotion } from "./parameters/spatial.ts";

/** What every panel is made into a PNG with. */
export const assets = {
  "resvg.wasm": new URL("npm:@resvg/resvg-wasm@2.6.2/index_bg.wasm"),
  "DejaVuSans.ttf": new URL("npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans.ttf"),
  "DejaVuSans-Bold.ttf": new URL("npm:dejavu-fonts-ttf@2.37.3/ttf/DejaVuSans-Bold.ttf"),
};

const npy: InputSpec = { format: "npy" };
const npys: InputSpec = { format: "npy", list: true };
const jsons: InputSpec = { format: "json", list: true };

const nothing = z.strictObject({});
const trajectories = z.strictObject({
  every: z.int().positive(),
  steps: z.int().positive().optional(),
  boxHalfWidth: spatialMotion.shape.boxWidth,
});
const scatter = z.strictObject({
  everyTrajectory: drawing.shape.scatterTrajectory,
  fromStep: drawing.shape.scatterFrom,
  everyStep: drawing.shape.scatterStep,
});
const density = { density: npy, x: npy, y: npy };

/** What kinds of panels need, whichever data they show. */
const kinds = {
  schematic: { parameters: nothing, inputs: {} },
  training: { parameters: nothing, inputs: { history: jsons } },
  explainedVariance: { parameters: nothing, inputs: { active: jsons, quiescent: jsons } },
  trajectories: { parameters: trajectories, inputs: { decoded: npy } },
  scatter: { parameters: scatter, inputs: { projection: npy, decoded: npy, axesFrom: npys } },
  boxDensity: {
    parameters: z.strictObject({
      maximum: drawing.shape.positionDensity,
      levels: drawing.shape.levels,
      boxHalfWidth: spatialMotion.shape.boxWidth,
    }),
    inputs: density,
  },
  stateDensity: {
    parameters: z.strictObject({
      maximum: drawing.shape.stateDensity,
      levels: drawing.shape.levels,
    }),
    inputs: density,
  },
  divergences: {
    parameters: z.strictObject({ maximum: drawing.shape.divergence }),
    inputs: { kl: jsons },
  },
  totalVariance: { parameters: nothing, inputs: { variance: jsons } },
  stepDistance: { parameters: nothing, inputs: { distances: jsons } },
  bearingHistogram: {
    parameters: z.strictObject({ bins: headDirectionDrawing.shape.bins }),
    inputs: { bearings: npy },
  },
  bearingScatter: {
    parameters: scatter,
    inputs: { projection: npy, bearings: npy, axesFrom: npys },
  },
  bearingPath: {
    parameters: z.strictObject({
      steps: z.int().positive(),
      trajectory: headDirectionDrawing.shape.pathTrajectory,
    }),
    inputs: { bearings: npy },
  },
  velocity: {
    parameters: z.strictObject({ low: z.number(), high: z.number() }),
    inputs: { velocity: { format: "json" } as InputSpec },
  },
  fading: { parameters: nothing, inputs: { fading: jsons } },
  table: {
    parameters: z.strictObject({
      title: z.string(),
      rows: z.array(z.strictObject({
        parameter: z.string(),
        symbol: z.string(),
        unit: z.string(),
        value: z.union([z.string(), z.number()]),
        paper: z.union([z.string(), z.number()]).nullable(),
        source: z.string(),
      })),
    }),
    inputs: {},
  },
} as const;

/** Each panel's kind. */
const kindOf = {
  fig1a: "schematic",
  fig1b: "training",
  fig1c: "explainedVariance",
  fig1d: "trajectories",
  fig1e: "trajectories",
  fig1f: "scatter",
  fig1g: "scatter",
  fig1h: "boxDensity",
  fig1i: "boxDensity",
  fig1j: "stateDensity",
  fig1k: "stateDensity",
  fig2a: "trajectories",
  fig2b: "trajectories",
  fig2c: "boxDensity",
  fig2d: "boxDensity",
  fig2e: "divergences",
  fig2f: "totalVariance",
  fig3a: "bearingHistogram",
  fig3b: "bearingHistogram",
  fig3c: "bearingScatter",
  fig3d: "bearingScatter",
  figC1a: "trajectories",
  figC1b: "trajectories",
  figC1c: "boxDensity",
  figC1d: "boxDensity",
  figC1e: "trajectories",
  figC1f: "trajectories",
  figC1g: "boxDensity",
  figC1h: "boxDensity",
  figC2a: "trajectories",
  figC2b: "trajectories",
  figC2c: "boxDensity",
  figC2d: "boxDensity",
  figC2e: "trajectories",
  figC2f: "trajectories",
  figC2g: "boxDensity",
  figC2h: "boxDensity",
  figC3a: "trajectories",
  figC3b: "trajectories",
  figC3c: "trajectories",
  figC3d: "trajectories",
  figC3e: "trajectories",
  figC3f: "trajectories",
  figC4a: "stepDistance",
  figC4b: "stepDistance",
  figC5a: "bearingPath",
  figC5b: "bearingPath",
  figC5c: "bearingPath",
  figC5d: "velocity",
  figC5e: "velocity",
  figC5f: "velocity",
  figS1: "fading",
  tableA1: "table",
  tableA2: "table",
} as const satisfies Record<FigureId, keyof typeof kinds>;

type KindOf<Id extends FigureId> = typeof kinds[typeof kindOf[Id]];

/** The stage of a panel: its own code, `figures/<id>.ts`, so that an edit redraws that panel alone. */
export type Panel<Id extends FigureId> = Stage<
  KindOf<Id>["parameters"],
  keyof KindOf<Id>["inputs"] & string,
  "svg" | "png",
  keyof typeof assets
>;

const stages = new Map<FigureId, Stage>();

export function panel<Id extends FigureId>(id: Id): Panel<Id> {
  const made = stages.get(id) ?? makePanel(id);
  stages.set(id, made);
  return made as unknown as Panel<Id>; // made from the same entry of `kindOf`
}

/** The panels by name: one stage object each. */
function makePanel(id: FigureId): Stage {
  const { parameters, inputs } = kinds[kindOf[id]];
  return defineStage({
    name: id,
    summary: `Draws ${id.replace("fig", "Fig. ").replace("table", "Table ")}`,
    parameters: parameters as z.ZodObject, // whichever of the kinds
    inputs: inputs as Readonly<Record<string, InputSpec>>,
    outputs: { svg: "svg", png: "png" },
    assets,
    arithmetic: "plain",
    cost: () => ({ seconds: 0.7, memory: 2e8, output: 1e5 }),
    run: new URL(`../figures/${id}.ts`, import.meta.url),
  }) as unknown as Stage; // the names of its assets are forgotten
}
