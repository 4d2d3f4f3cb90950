import type { NdArray, TypedArray } from "../array.ts";

/**
 * The same array, known to hold numbers of this type and, where given, to have this shape, in which
 * `null` stands for any extent; throws with what was found and expected otherwise.
 */
export function checkArray<T extends TypedArray>(
  name: string,
  array: NdArray,
  type: new (length: number) => T,
  shape?: readonly (number | null)[],
): NdArray<T> {
  const { data } = array;
  if (data instanceof type && (shape === undefined || fits(array.shape, shape))) {
    return { shape: array.shape, data };
  }
  const ofShape = shape === undefined ? "" : ` of shape ${tuple(shape)}`;
  throw new Error(
    `Cannot read ${name}: found ${data.constructor.name} of shape ${tuple(array.shape)}, ` +
      `expected ${type.name}${ofShape}`,
  );
}

function fits(shape: readonly number[], expected: readonly (number | null)[]): boolean {
  return shape.length === expected.length &&
    shape.every((extent, i) => expected[i] === null || expected[i] === extent);
}

function tuple(shape: readonly (number | null)[]): string {
  return `(${shape.map((extent) => extent ?? "any").join(", ")})`;
}
