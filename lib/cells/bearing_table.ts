import { expNegative } from "./exp_negative.ts";

/**
 * Von Mises tuning of evenly spaced cells at the bearings that part the way from one preferred angle to the
 * next into STEPS. A cell's number of places away from such a bearing tells its activation, so that those of
 * all cells stand side by side. Between the bearings a series goes on from them.
 */

/** Bearings from one preferred angle up to the next. */
export const STEPS = 4;

/** Rows for a bearing: the activations as the sum of two float32, and the coefficients of their series. */
export const ROWS = 5;

/** What the end of the series may leave out, relative: next to nothing of a rounding to float32. */
const TOLERANCE = 2 ** -32;

/** Preferred angles b_j = first + j spacing + shifts_j. */
export interface EvenAngles {
  readonly first: number;
  readonly spacing: number;
  /** Rounding to float32. */
  readonly shifts: Float32Array;
}

/**
 * The preferred angles, if they go evenly once around the circle, both ends being one direction, and so
 * closely that tuning changes little from one to the next: then a table is accurate enough.
 */
export function evenAngles(angles: Float32Array, kappa: number): EvenAngles | undefined {
  const first = -Math.PI, spacing = 2 * Math.PI / (angles.length - 1);
  const shifts = Float32Array.from(angles, (angle, j) => angle - (first + j * spacing));
  const close = remainder(kappa, spacing / STEPS / 2) < TOLERANCE;
  return close && shifts.every((shift) => Math.abs(shift) < 1e-6)
    ? { first, spacing, shifts }
    : undefined;
}

/**
 * Fills a table [STEPS, ROWS, 2 cells] of v (1 + c1 r + c2 r^2 + c3 r^3) = largest e^(kappa (cos(x + r) - 1)):
 * place i of step s is for x = (cells - i + s / STEPS) spacing. Its rows are v rounded to float32, what that
 * left over, c1, c2 and c3.
 */
export function fillBearingTable(
  table: Float32Array,
  spacing: number,
  kappa: number,
  largest: number,
): void {
  const length = table.length / STEPS / ROWS, cells = length / 2;
  for (let step = 0; step < STEPS; step++) {
    for (let i = 0; i < length; i++) {
      const x = (cells - i + step / STEPS) * spacing;
      const cos = kappa * Math.cos(x), sin = kappa * Math.sin(x);
      const v = largest * expNegative(cos - kappa), high = Math.fround(v);
      // The exponential's series, of -sin r - cos r^2 / 2 + sin r^3 / 6.
      const c2 = (sin * sin - cos) / 2, c3 = sin / 6 + sin * cos / 2 - sin * sin * sin / 6;
      [high, v - high, -sin, c2, c3].forEach((entry, row) => {
        table[(step * ROWS + row) * length + i] = entry;
      });
    }
  }
}

/**
 * A bound of what the series leaves out at r, relative: a fourth derivative is at most a Touchard polynomial
 * of kappa, since every derivative of kappa cos is at most kappa.
 */
function remainder(kappa: number, r: number): number {
  return kappa * (1 + kappa * (7 + kappa * (6 + kappa))) * (r * r * r * r) / 24;
}
