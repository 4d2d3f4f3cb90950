import fc from "fast-check";
import { type NdArray, sizeOf, type TypedArray } from "../../lib/array.ts";

/** Arrays of every number type, of 0 to 4 dimensions, some empty, with NaN, -0 and infinities. */
export const anyArray: fc.Arbitrary<NdArray> = fc
  .array(fc.nat(4), { maxLength: 4 })
  .chain((shape) => {
    const size = { minLength: sizeOf(shape), maxLength: sizeOf(shape) };
    const data: fc.Arbitrary<TypedArray> = fc.oneof(
      fc.float64Array(size),
      fc.float32Array(size),
      fc.int32Array(size),
      fc.uint32Array(size),
      fc.uint16Array(size),
      fc.uint8Array(size),
    );
    return data.map((data) => ({ shape, data }));
  });
