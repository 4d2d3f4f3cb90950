/** Number types that an array file can hold. */
export type TypedArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Uint8Array;

/** A dense array: numbers in C order (last index fastest) and their shape. */
export interface NdArray<T extends TypedArray = TypedArray> {
  readonly shape: readonly number[];
  readonly data: T;
}

/**
 * Number of entries of an array with this shape; 1 for a number alone, of shape [].
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.equal(sizeOf([200, 100, 2]), 40_000);
 * assert.equal(sizeOf([]), 1);
 * ```
 */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
