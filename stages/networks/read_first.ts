import { sizeOf } from "../../lib/array.ts";
import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

/** The first trajectories of an input of three extents; throws if it holds fewer. */
export async function readFirst<Input extends string>(
  action: Pick<RunningAction<unknown, Input>, "read">,
  input: Input,
  count: number,
): Promise<NdArray<Float32Array>> {
  const { shape, data } = readNpy(await action.read(input), Float32Array, [null, null, null]);
  if (shape[0]! < count) {
    throw new Error(`Cannot run ${count} trajectories: "${input}" holds ${shape[0]}`);
  }
  const first = [count, ...shape.slice(1)];
  return { shape: first, data: data.subarray(0, sizeOf(first)) };
}
