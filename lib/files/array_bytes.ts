import type { TypedArray } from "../array.ts";

/** The bytes of the numbers, little-endian as on every platform that Deno supports; not a copy. */
export function bytesOf(data: TypedArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** A constructor of typed arrays, e.g. `Float32Array`. */
export interface ArrayType<T extends TypedArray> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/** The bytes as numbers: the same memory if it is aligned, else a copy. Throws on a partial number. */
export function viewOf<T extends TypedArray>(bytes: Uint8Array, type: ArrayType<T>): T {
  const size = type.BYTES_PER_ELEMENT;
  if (bytes.length % size !== 0) {
    throw new Error(`Cannot view ${bytes.length} bytes as numbers: expected a multiple of ${size}`);
  }
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new type(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}
