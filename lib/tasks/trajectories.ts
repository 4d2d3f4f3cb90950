import type { NdArray } from "../array.ts";

/** Trajectories of a task: what a network is told and what it has to know. */
export interface Trajectories {
  /** n */
  readonly count: number;
  /** T */
  readonly steps: number;
  /**
   * [n, T + 1, D]: the coordinates at the network's start (index 0) and after each of its inputs, the
   * targets (1 to T). Positions in metres, bearings in radians.
   */
  readonly coordinates: NdArray<Float32Array>;
  /** [n, T, I]: the changes of the variable, the network's inputs. */
  readonly updates: NdArray<Float32Array>;
}

/** The coordinates of all trajectories at one time, [n, D]; index 0 is the start. */
export function coordinatesAt(
  { count, coordinates }: Trajectories,
  index: number,
  out: Float32Array,
): Float32Array {
  return gather(coordinates, count, index, out);
}

/** The inputs of all trajectories at step `index` (0 to T - 1), [n, I]. */
export function updatesAt(
  { count, updates }: Trajectories,
  index: number,
  out: Float32Array,
): Float32Array {
  return gather(updates, count, index, out);
}

function gather(
  { data, shape }: NdArray<Float32Array>,
  count: number,
  index: number,
  out: Float32Array,
): Float32Array {
  const [, times, width] = shape as [number, number, number]; // Trajectories' arrays have rank 3
  for (let n = 0, to = 0; n < count; n++) {
    const from = (n * times + index) * width;
    for (let d = 0; d < width; d++) out[to++] = data[from + d]!;
  }
  return out;
}
