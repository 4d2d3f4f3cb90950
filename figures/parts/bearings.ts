import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";

/** Reads decoded bearings, [n, T], rad. */
export async function readBearings(
  action: { read(input: "bearings"): Promise<Uint8Array<ArrayBuffer>> },
): Promise<NdArray<Float32Array>> {
  return readNpy(await action.read("bearings"), Float32Array, [null, null]);
}
