import { type NdArray, sizeOf } from "../array.ts";

/** Throws unless the shape holds extents only and wants as many numbers as there are. */
export function checkShape(name: string, { shape, data }: NdArray): void {
  const text = `(${shape.join(", ")})`;
  if (!shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0)) {
    throw new Error(`Cannot encode ${name}: found shape ${text}, expected integers from 0`);
  }
  if (sizeOf(shape) !== data.length) {
    throw new Error(
      `Cannot encode ${name}: found ${data.length} numbers, ` +
        `expected ${sizeOf(shape)} for shape ${text}`,
    );
  }
}
