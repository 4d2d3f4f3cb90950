import { mean } from "./summary.ts";

/** Lags of a fit, in steps, both ends included. */
export interface LagRange {
  readonly from: number;
  readonly to: number;
}

/** Lags spaced evenly on a logarithmic axis, rounded to whole steps, each once. */
const LAGS = 10;

/** A line through two points fits whatever they are. */
const FEWEST = 3;

/**
 * The exponent alpha of a mean squared displacement that grows as lag^alpha: the slope of log MSD on log lag,
 * by least squares, at 10 log-spaced lags of a range (rounded, so that a short range has fewer). 1: diffusion;
 * 2: straight on. undefined if fewer than three of them are `longest` or less, or nothing moves at one.
 *
 * @param squared mean squared displacements, an entry a lag from 1 on
 * @param longest lags beyond it are left out: an MSD bends where it nears the length of its window
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const squared = Float64Array.from({ length: 25 }, (_, i) => (i + 1) ** 1.5);
 * const found = displacementExponent(squared, { from: 5, to: 25 }, 25);
 * assert.ok(Math.abs(found! - 1.5) < 1e-12);
 * assert.equal(displacementExponent(squared, { from: 5, to: 25 }, 6), undefined);
 * ```
 */
export function displacementExponent(
  squared: ArrayLike<number>,
  range: LagRange,
  longest: number,
): number | undefined {
  const lags = fitLags(range).filter((lag) => lag <= longest && lag <= squared.length);
  if (lags.length < FEWEST || lags.some((lag) => !(squared[lag - 1]! > 0))) return undefined;
  return slope(lags.map(Math.log), lags.map((lag) => Math.log(squared[lag - 1]!)));
}

/** The lags of a fit: 5, 6, 7, 9, 10, 12, 15, 17, 21, 25 of 5 to 25. */
export function fitLags({ from, to }: LagRange): number[] {
  const spaced = Array.from(
    { length: LAGS },
    (_, i) => Math.round(from * (to / from) ** (i / (LAGS - 1))),
  );
  return [...new Set(spaced)];
}

/** Of y on x, by least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const meanX = mean(x), meanY = mean(y);
  const together = x.reduce((sum, at, i) => sum + (at - meanX) * (y[i]! - meanY), 0);
  return together / x.reduce((sum, at) => sum + (at - meanX) ** 2, 0);
}
