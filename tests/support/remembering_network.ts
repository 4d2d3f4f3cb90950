import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import { float32Npy } from "./float32_npy.ts";

/*
 * Networks whose course is known: a unit a cell, encoder and decoder the identity, and recurrent weights
 * that change nothing, so that the states stay the activities of the cells at the start.
 */

const WIDTH = 0.5;
const centres = [[-0.5, -0.5], [0.5, -0.5], [-0.5, 0.5], [0.5, 0.5]] as const;
const starts = [[-0.4, -0.3], [0.45, 0.2]] as const;

/** Activity of a place cell at the start of a trajectory: the Gaussian of eq. 20. */
export function activity(trajectory: number, cell: number): number {
  const [x, y] = starts[trajectory]!;
  return activityAt(x, y, cell);
}

/** Activity of the most active place cell at a position. */
export function mostActive(x: number, y: number): number {
  return Math.max(...centres.map((_, cell) => activityAt(x, y, cell)));
}

function activityAt(x: number, y: number, cell: number): number {
  const [a, b] = centres[cell]!;
  return Math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * WIDTH ** 2));
}

const matrix = (rows: number, cols: number, entry: (row: number, col: number) => number) => ({
  shape: [rows, cols],
  data: Float32Array.from(
    { length: rows * cols },
    (_, i) => entry(Math.floor(i / cols), i % cols),
  ),
});
const identity = (size: number) => matrix(size, size, (row, col) => row === col ? 1 : 0);
const zeros = (rows: number, cols: number) => matrix(rows, cols, () => 0);

/** A vanilla network of as many units as cells; its last unit hears the first input, twice. */
const vanillaWeights = (size: number, width: number) =>
  encodeSafetensors({
    "encoder.weight": identity(size),
    "w_in.weight": matrix(size, width, (row, col) => row === size - 1 && col === 0 ? 2 : 0),
    "w_rec.weight": identity(size),
    "w_out.weight": identity(size),
  });

/** Remembers its start; "axes": components along its last and its first unit, less these means. */
export const remembering = {
  weights: vanillaWeights(4, 2),
  axes: {
    pca: encodeSafetensors({
      mean: { shape: [4], data: Float64Array.of(1, 0, 0, 0.25) },
      components: { shape: [2, 4], data: Float64Array.of(0, 0, 0, 1, 1, 0, 0, 0) },
    }),
  },
};

/** Remembers its start and says nothing. */
export const silent = {
  weights: encodeSafetensors({
    "encoder.weight": identity(4),
    "w_in.weight": zeros(4, 2),
    "w_rec.weight": identity(4),
    "w_out.weight": zeros(4, 4),
  }),
};

/** Of alpha 1 it keeps nothing of its state but shows it. */
export const forgetful = encodeSafetensors({
  "encoder.weight": identity(4),
  "w_in.weight": zeros(4, 2),
  "w_rec.weight": zeros(4, 4),
  "w_out.weight": identity(4),
});

/** A GRU in which everything but encoder and decoder is 0. */
export const zeroGru = {
  weights: encodeSafetensors({
    "encoder.weight": identity(4),
    ...Object.fromEntries(["z", "r", "h"].flatMap((name) => [
      [`w_${name}.weight`, zeros(4, 2)],
      [`u_${name}.weight`, zeros(4, 4)],
    ])),
    "decoder.weight": identity(4),
  }),
};

/** Two trajectories of three steps that start between the cells; each has 0.1, 0.2, 0.3 as its input. */
export function inputs({ weights }: { readonly weights: Uint8Array<ArrayBuffer> }) {
  const still = starts.flatMap((start) => Array(4).fill(start).flat());
  return {
    weights,
    centres: float32Npy([4, 2], centres.flat()),
    coordinates: float32Npy([2, 4, 2], still),
    updates: float32Npy([2, 3, 2], [0.1, 0, 0.2, 0, 0.3, 0, 0.1, 0, 0.2, 0, 0.3, 0]),
  };
}

/** All three steps of both, without noise. */
export function phase<Phase extends "active" | "quiescent">(phase: Phase) {
  const motion = {
    boxWidth: 2,
    boxHeight: 2,
    borderRegion: 0,
    borderSlowFactor: 1,
    timeStep: 0.02,
    turnSigma: 1,
    speedScale: 1,
    drift: 0,
    anchorX: 0,
    anchorY: 0,
  };
  return {
    seed: 0,
    network: { units: 4, alpha: 0.5 },
    cells: { count: 4, width: WIDTH, normalisation: "none", winners: 2 },
    motion,
    phase,
    trajectories: 2,
    steps: 3,
    noise: { law: "none", sigma: 0 },
    set: "first",
    starts: "own",
  } as const;
}

/** A rollout of the network as it was trained. */
export const plain = { fluctuations: 1, friction: 1, adaptation: 0, adaptationTime: 8 } as const;

/** The same on the circle, with five cells: two trajectories of two steps from 0.1 and -1.5. */
export const turning = {
  seed: 0,
  network: { units: 5, alpha: 0.5 },
  cells: { count: 5, width: 1, normalisation: "maximum", winners: 2 },
  motion: { timeStep: 0.02, turnSigma: 1, biased: false },
  phase: "quiescent",
  trajectories: 2,
  steps: 2,
  noise: { law: "none", sigma: 0 },
  set: "first",
  starts: "own",
  components: 0,
  variant: plain,
} as const;

export const remembersAngles = {
  weights: vanillaWeights(5, 1),
  coordinates: float32Npy([2, 3, 1], [0.1, 0.1, 0.1, -1.5, -1.5, -1.5]),
  updates: float32Npy([2, 2, 1], [0, 0, 0, 0]),
};
