import { mean } from "./summary.ts";

/**
 * Spearman's rank correlation of pairs of values, ties having their mean rank; NaN where one of both does not
 * vary. Throws if they are not equally many.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.equal(rankCorrelation([1, 2, 3], [0.1, 10, 100]), 1);
 * assert.equal(rankCorrelation([1, 2, 3], [9, 8, -7]), -1);
 * ```
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) {
    throw new Error(`Cannot correlate ${a.length} with ${b.length} values`);
  }
  const [x, y] = [centred(ranks(a)), centred(ranks(b))];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

/** How many values are below each, and half of those that equal it. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) =>
    values.reduce((rank, other) => rank + (other < value ? 1 : other === value ? 0.5 : 0), 0)
  );
}

function centred(values: readonly number[]): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
