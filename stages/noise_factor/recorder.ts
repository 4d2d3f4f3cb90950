import type { NdArray } from "../../lib/array.ts";
import type { SmoothDecoder } from "../../lib/decoding/smooth.ts";
import type { Window } from "../../lib/stats/trajectory_window.ts";
import { topK } from "../../lib/decoding/top_k.ts";
import { Linear } from "../../lib/tensor/linear.ts";
import type { Engine, Matrix } from "../../lib/tensor/engine.ts";
import type { Snapshot } from "../../lib/training/rollout.ts";

/** Directions that states are seen along. */
export interface Axes {
  /** [H] */
  readonly mean: Float64Array;
  /** [C, H] */
  readonly components: Float64Array;
  /** C */
  readonly count: number;
}

/** Projects states by the products of an engine, many rows at a time. */
export class Projector {
  /** C */
  readonly count: number;
  /** H */
  readonly units: number;
  readonly #linear: Linear;
  readonly #states: Matrix;
  readonly #projected: Matrix;
  readonly #offset: Float64Array;

  constructor(engine: Engine, { mean, components, count }: Axes, rows: number) {
    const units = mean.length;
    this.count = count;
    this.units = units;
    const weights = engine.allocate(count, units);
    weights.data.set(components);
    this.#linear = new Linear(engine, weights);
    this.#states = engine.allocate(rows, units);
    this.#projected = engine.allocate(rows, count);
    this.#offset = Float64Array.from({ length: count }, (_, c) => {
      let sum = 0;
      for (let j = 0; j < units; j++) sum += weights.data[c * units + j]! * mean[j]!;
      return sum;
    });
  }

  /** [rows, H] to [rows, C] */
  project(states: Float32Array): Float32Array {
    this.#states.data.set(states);
    this.#linear.forward(this.#states, this.#projected);
    return this.#projected.data.map((value, i) => value - this.#offset[i % this.count]!);
  }
}

/** What is seen of a network in a window. */
export interface Sample {
  /** Smooth decoded positions, [rows, T, 2], m. */
  readonly positions: NdArray<Float32Array>;
  /** The same at the sampled steps, [rows, S, 2]. */
  readonly sampled: NdArray<Float32Array>;
  /** States on the axes at the sampled steps, [rows, S, C]. */
  readonly states: NdArray<Float32Array>;
  /** The largest output, averaged over the steps: one a row. */
  readonly peaks: Float64Array;
}

/** Records windows of a rollout, never its whole states. */
export class Recorder {
  readonly samples: readonly Sample[];
  readonly #windows: readonly (Window & { readonly steps: readonly number[] })[];
  readonly #projector: Projector;
  readonly #decode: SmoothDecoder;
  readonly #winners: Uint16Array;

  /** @param sampled how many evenly spaced steps of a window distances take; all if there are not more */
  constructor(
    windows: readonly Window[],
    { rows, sampled }: { readonly rows: number; readonly sampled: number },
    { projector, decode }: { readonly projector: Projector; readonly decode: SmoothDecoder },
  ) {
    this.#windows = windows.map((window) => ({ ...window, steps: sampledSteps(window, sampled) }));
    this.#projector = projector;
    this.#decode = decode;
    this.#winners = new Uint16Array(rows);
    const array = (steps: number, width: number) => ({
      shape: [rows, steps, width],
      data: new Float32Array(rows * steps * width),
    });
    this.samples = this.#windows.map(({ from, to, steps }) => ({
      positions: array(to - from, 2),
      sampled: array(steps.length, 2),
      states: array(steps.length, projector.count),
      peaks: new Float64Array(rows),
    }));
  }

  /** Takes a step in. */
  take({ step, states, outputs }: Snapshot): void {
    const seen = this.#windows.map(({ from, to }) => step >= from && step < to);
    if (!seen.includes(true)) return;
    const rows = this.#winners.length, cells = outputs.length / rows;
    topK(outputs, { rows, cells, k: 1 }, this.#winners);
    const positions = this.#decode(outputs, this.#winners, 1);
    const peaks = Array.from(this.#winners, (cell, row) => outputs[row * cells + cell]!);
    let projected: Float32Array | undefined;
    this.#windows.forEach(({ from, to, steps }, w) => {
      if (!seen[w]) return;
      const sample = this.samples[w]!, at = steps.indexOf(step);
      put(sample.positions, positions, step - from);
      for (let row = 0; row < rows; row++) sample.peaks[row]! += peaks[row]! / (to - from);
      if (at < 0) return;
      projected ??= this.#projector.project(states);
      put(sample.sampled, positions, at);
      put(sample.states, projected, at);
    });
  }
}

function sampledSteps({ from, to }: Window, sampled: number): number[] {
  const all = to - from, count = Math.min(sampled, all);
  return Array.from({ length: count }, (_, i) => from + Math.floor((i + 0.5) * all / count));
}

/** Puts rows, [rows, width], at a step of an array [rows, T, width]. */
function put({ shape, data }: NdArray<Float32Array>, values: Float32Array, step: number): void {
  const [rows, steps, width] = shape as [number, number, number]; // made with rank 3
  for (let row = 0, from = 0; row < rows; row++) {
    const to = (row * steps + step) * width;
    for (let d = 0; d < width; d++) data[to + d] = values[from++]!;
  }
}

/** Rows `first` to `first + count` of a sample, in the same memory. */
export function rowsOf(
  { positions, sampled, states, peaks }: Sample,
  first: number,
  count: number,
): Sample {
  const part = ({ shape, data }: NdArray<Float32Array>) => {
    const [rows, ...extents] = shape as [number, ...number[]]; // it has rank 3
    const size = data.length / rows;
    return {
      shape: [count, ...extents],
      data: data.subarray(first * size, (first + count) * size),
    };
  };
  return {
    positions: part(positions),
    sampled: part(sampled),
    states: part(states),
    peaks: peaks.subarray(first, first + count),
  };
}
