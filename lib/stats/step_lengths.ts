import type { NdArray } from "../array.ts";
import { circularDifferences } from "./circular.ts";

/** How long each step of trajectories is, in the plane [n, T, 2] or on the circle [n, T]: [n, T - 1]. */
export function stepLengths(decoded: NdArray<Float32Array>): NdArray<Float64Array> {
  const [count, steps, dimensions] = decoded.shape as [number, number, 2?];
  const shape = [count, steps - 1];
  if (dimensions === undefined) {
    return { shape, data: circularDifferences(decoded).map(Math.abs) };
  }
  const { data } = decoded;
  const lengths = new Float64Array(count * (steps - 1));
  for (let i = 0, at = 0; i < data.length; i += 2) {
    if ((i / 2 + 1) % steps === 0) continue; // the last point of a trajectory
    const dx = data[i + 2]! - data[i]!, dy = data[i + 3]! - data[i + 1]!;
    lengths[at++] = Math.sqrt(dx * dx + dy * dy);
  }
  return { shape, data: lengths };
}
