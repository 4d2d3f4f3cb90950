import type { NdArray } from "../array.ts";
import { distanceKernels } from "../simd/compiled/distances.ts";
import { KernelMemory } from "../simd/kernel_memory.ts";

/**
 * The mean distances of the points of each trajectory from those of each other, [A, B], of trajectories
 * [A, k, d] and [B, l, d]: a WebAssembly SIMD kernel, two distances at a time. Throws if points have other
 * dimensions.
 */
export function meanDistances(
  a: NdArray<Float64Array>,
  b: NdArray<Float64Array>,
): Float64Array<ArrayBuffer> {
  const [n, k, d] = a.shape as [number, number, number]; // as their type says
  const [m, l, dimensions] = b.shape as [number, number, number];
  if (d !== dimensions) {
    throw new Error(`Cannot compare points in ${d} and ${dimensions} dimensions`);
  }
  const isSame = a === b;
  const memory = new KernelMemory(8 * (a.data.length + b.data.length + n * m) + 48);
  const [one, other] = isSame ? [across(memory, a)] : [across(memory, a), across(memory, b)];
  const means = memory.float64(n * m);
  const kernels = memory.instantiate(distanceKernels);
  const address = (other ?? one!).byteOffset;
  kernels.meanDistances(one!.byteOffset, n, k, address, m, l, d, means.byteOffset);
  if (isSame) {
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) means[i * n + j] = means[j * n + i]!;
  }
  return means;
}

/** The trajectories with the extents of points and coordinates exchanged, [A, d, k]. */
function across(memory: KernelMemory, { shape, data }: NdArray<Float64Array>): Float64Array {
  const [n, k, d] = shape as [number, number, number]; // as their type says
  const out = memory.float64(data.length);
  for (let i = 0, at = 0; i < n; i++) {
    for (let p = 0; p < k; p++) {
      for (let c = 0; c < d; c++) out[(i * d + c) * k + p] = data[at++]!;
    }
  }
  return out;
}
