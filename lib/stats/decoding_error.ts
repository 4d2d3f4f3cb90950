import { foldAngle } from "./circular.ts";

type FloatArray = Float32Array | Float64Array;

/** Errors of decoded positions. */
export interface PositionError {
  /** Mean Euclidean distance, metres: the error of Fig. 1b. */
  readonly distance: number;
  /** Mean squared coordinate error, square metres: what the released code logs (paper.md D7). */
  readonly squared: number;
}

/**
 * Compares decoded with true positions, both [n, 2] metres. Throws if one has more, or both have none.
 */
export function positionError(decoded: FloatArray, target: FloatArray): PositionError {
  assertSameLength(decoded, target);
  let distances = 0, squares = 0;
  for (let i = 0; i < decoded.length; i += 2) {
    const dx = decoded[i]! - target[i]!;
    const dy = decoded[i + 1]! - target[i + 1]!;
    const square = dx * dx + dy * dy;
    squares += square;
    distances += Math.sqrt(square);
  }
  return { distance: 2 * distances / decoded.length, squared: squares / decoded.length };
}

/** Errors of decoded bearings. */
export interface BearingError {
  /** Mean absolute circular difference, radians. */
  readonly absolute: number;
  /** Mean squared circular difference, square radians. */
  readonly squared: number;
  /** Mean squared plain difference, not circular: what the released code logs (paper.md D12). */
  readonly released: number;
}

/**
 * Compares decoded with true bearings, both [n] radians. Throws if one has more, or both have none.
 */
export function bearingError(decoded: FloatArray, target: FloatArray): BearingError {
  assertSameLength(decoded, target);
  let absolute = 0, squared = 0, released = 0;
  for (let i = 0; i < decoded.length; i++) {
    const plain = decoded[i]! - target[i]!;
    const circular = foldAngle(plain);
    absolute += Math.abs(circular);
    squared += circular * circular;
    released += plain * plain;
  }
  const n = decoded.length;
  return { absolute: absolute / n, squared: squared / n, released: released / n };
}

function assertSameLength(decoded: FloatArray, target: FloatArray): void {
  if (decoded.length !== target.length || decoded.length === 0) {
    throw new Error(
      `Cannot compare ${decoded.length} decoded numbers with ${target.length} true ones`,
    );
  }
}
