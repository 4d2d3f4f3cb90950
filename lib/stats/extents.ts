import type { NdArray } from "../array.ts";
import { mean } from "./summary.ts";

/** TrajectoryArray [B, T] or [B, T, dimensions]. */
export type TrajectoryArray = NdArray<Float32Array | Float64Array>;

/** The extents of trajectories; throws unless the shape is [B, T] or [B, T, dimensions] and fits the data. */
export function extents(
  { shape, data }: TrajectoryArray,
): { readonly count: number; readonly steps: number; readonly dimensions: number } {
  const [count = 0, steps = 0, dimensions = 1] = shape;
  const ranked = shape.length === 2 || shape.length === 3;
  if (!ranked || count < 1 || steps < 1 || count * steps * dimensions !== data.length) {
    throw new Error(
      `Cannot read trajectories: found shape [${shape.join(", ")}] and ${data.length} numbers, ` +
        "expected [B, T] or [B, T, dimensions]",
    );
  }
  return { count, steps, dimensions };
}

/** The mean of each trajectory's values, which lie one trajectory after the other. */
export function trajectoryMeans(values: Float64Array, count: number): Float64Array<ArrayBuffer> {
  const length = values.length / count;
  return Float64Array.from(
    { length: count },
    (_, i) => mean(values.subarray(i * length, (i + 1) * length)),
  );
}
