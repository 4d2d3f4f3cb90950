import { z } from "zod";
import type { RunningAction } from "../pipeline/running_action.ts";
import type { InputSpec } from "../pipeline/stage.ts";

const npy = { format: "npy" } as const satisfies InputSpec;
const npys = { format: "npy", list: true } as const satisfies InputSpec;
const json = { format: "json" } as const satisfies InputSpec;
const jsons = { format: "json", list: true } as const satisfies InputSpec;

const nothing = z.strictObject({});

/** Which states are drawn: every n-th trajectory, and of those every n-th step from `fromStep` (from 0). */
const scatter = z.strictObject({
  everyTrajectory: z.int().positive(),
  fromStep: z.int().nonnegative(),
  everyStep: z.int().positive(),
});

/** A density on a grid: float64 [n, m], entry [i, j] at (x[i], y[j]); x [n], y [m]. */
const grid = { density: npy, x: npy, y: npy } as const;

/**
 * What panels of a kind take, whichever data they show. A density's `maximum` is its highest contour
 * level; a box's `boxHalfWidth` is in m.
 */
export const kinds = {
  /** `varianceFactor`: on the noise in quiescence. */
  schematic: {
    parameters: z.strictObject({ varianceFactor: z.number().nonnegative() }),
    inputs: {},
  },
  /** "history": one a network. */
  training: { parameters: nothing, inputs: { history: jsons } },
  /** Both: one a network. */
  explainedVariance: { parameters: nothing, inputs: { active: jsons, quiescent: jsons } },
  /** "decoded": float32 [n, T, 2], m; the first `steps` of every n-th are drawn. */
  trajectories: {
    parameters: z.strictObject({
      every: z.int().positive(),
      steps: z.int().positive().optional(),
      boxHalfWidth: z.number().positive(),
    }),
    inputs: { decoded: npy },
  },
  /**
   * "projection": float32 [n, T, 2], on PC 1 and 2; "decoded": float32 [n, T, 2], m; "axesFrom": the
   * projections that share the axes.
   */
  scatter: { parameters: scatter, inputs: { projection: npy, decoded: npy, axesFrom: npys } },
  /** Density of positions, 1/m^2. */
  boxDensity: {
    parameters: z.strictObject({
      maximum: z.number().positive(),
      levels: z.int().min(2),
      boxHalfWidth: z.number().positive(),
    }),
    inputs: grid,
  },
  /** Density on PC 1 and 2. */
  stateDensity: {
    parameters: z.strictObject({ maximum: z.number().positive(), levels: z.int().min(2) }),
    inputs: grid,
  },
  /** "kl": one a seed and column; `maximum`: the divergence of the last colour, nat. */
  divergences: {
    parameters: z.strictObject({ maximum: z.number().positive() }),
    inputs: { kl: jsons },
  },
  /**
   * "kl": as for `divergences`, with floors and standing still; "distances": one a seed. The last colours are
   * at `divergence`, nat, and `distance`, m.
   */
  distances: {
    parameters: z.strictObject({
      divergence: z.number().positive(),
      distance: z.number().positive(),
    }),
    inputs: { kl: jsons, distances: jsons },
  },
  /** "vanilla", "gru": distances, one a seed. */
  distanceTable: { parameters: nothing, inputs: { vanilla: jsons, gru: jsons } },
  /** "kl" as for `distances`; "bandwidths": one a seed. */
  bandwidthTable: { parameters: nothing, inputs: { kl: jsons, bandwidths: jsons } },
  /** "distances": one a seed and bias. */
  bearingTable: { parameters: nothing, inputs: { distances: jsons } },
  /** "variance": one a network. */
  totalVariance: { parameters: nothing, inputs: { variance: jsons } },
  /** "distances": one a network and group. */
  stepDistance: { parameters: nothing, inputs: { distances: jsons } },
  /** "bearings": float32 [n, T], rad; "axesFrom": the bearings of the panels that share the radial scale. */
  bearingHistogram: {
    parameters: z.strictObject({ bins: z.int().positive() }),
    inputs: { bearings: npy, axesFrom: npys },
  },
  /** As `scatter`; "bearings": float32 [n, T], rad. */
  bearingScatter: {
    parameters: scatter,
    inputs: { projection: npy, bearings: npy, axesFrom: npys },
  },
  /** "bearings": float32 [n, T], rad; the first `steps` of one trajectory (from 0) are drawn. */
  bearingPath: {
    parameters: z.strictObject({
      steps: z.int().positive(),
      trajectory: z.int().nonnegative(),
    }),
    inputs: { bearings: npy },
  },
  /** The axis goes from `low` to `high`, rad/step. */
  velocity: {
    parameters: z.strictObject({ low: z.number(), high: z.number() }),
    inputs: { velocity: json },
  },
  /** "fading": one a network and condition. */
  fading: { parameters: nothing, inputs: { fading: jsons } },
  /** All of the learned update: one a network. */
  updateSpectra: { parameters: nothing, inputs: { spectrum: jsons } },
  kickResponses: { parameters: nothing, inputs: { kicks: jsons } },
  inputGains: { parameters: nothing, inputs: { gain: jsons } },
  updateBands: { parameters: nothing, inputs: { spectrum: jsons, gain: jsons } },
  /** "sweeps", "spectrum": one a network. */
  noiseFactor: { parameters: nothing, inputs: { sweeps: jsons, spectrum: jsons } },
  /** "variants": one a network. */
  variants: { parameters: nothing, inputs: { variants: jsons } },
  /** "replay": one a network. */
  replay: { parameters: nothing, inputs: { replay: jsons } },
  /** "memory": one a network. */
  memory: { parameters: nothing, inputs: { memory: jsons } },
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

export type Kind = keyof typeof kinds;

export type PanelOutput = "svg" | "png" | "pdf";
export type PanelAsset = "resvg.wasm" | "DejaVuSans.ttf" | "DejaVuSans-Bold.ttf";

/** The action that draws a panel of a kind: a panel is a function of it. */
export type PanelAction<K extends Kind> = RunningAction<
  z.output<typeof kinds[K]["parameters"]>,
  keyof typeof kinds[K]["inputs"] & string,
  PanelOutput,
  PanelAsset
>;
