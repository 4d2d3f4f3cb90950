import { encodeNpy } from "../../lib/files/npy.ts";

/** A float32 array as the bytes of a .npy file, for run modules to read. */
export function float32Npy(
  shape: readonly number[],
  values: readonly number[],
): Uint8Array<ArrayBuffer> {
  return encodeNpy({ shape, data: Float32Array.from(values) });
}
