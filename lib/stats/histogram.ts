/** Counts of values between consecutive edges; one edge more than counts. */
export interface Histogram {
  readonly edges: Float64Array<ArrayBuffer>;
  readonly counts: Float64Array<ArrayBuffer>;
}

/**
 * Counts values in equal bins over `range`, by default from the smallest to the largest value.
 *
 * Matches numpy.histogram: bins are half-open but the last, which holds its right edge; values outside
 * the range are left out; a range of no width is widened by 0.5 either way; no values span [0, 1].
 * Throws if the range is not finite.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const { edges, counts } = histogram([0, 1, 1.5, 4], 4);
 * assert.deepEqual([...edges], [0, 1, 2, 3, 4]);
 * assert.deepEqual([...counts], [1, 2, 0, 1]);
 * ```
 */
export function histogram(
  values: ArrayLike<number>,
  bins: number,
  range: readonly [number, number] = span(values),
): Histogram {
  let [low, high] = range;
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high)) {
    throw new RangeError(
      `Cannot make bins from "${low}" to "${high}": expected finite, rising ends`,
    );
  }
  if (low === high) {
    low -= 0.5;
    high += 0.5;
  }
  return countBetween(values, linspace(low, high, bins + 1));
}

/** Counts values between given rising edges; numpy.histogram with an array of edges. */
export function countBetween(values: ArrayLike<number>, edges: ArrayLike<number>): Histogram {
  const bins = edges.length - 1;
  const low = edges[0]!, high = edges[bins]!;
  const scale = bins / (high - low);
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= low && value <= high)) continue;
    // A guess that is right for equal bins, then mended: the edges themselves decide.
    let bin = Math.min(Math.floor((value - low) * scale), bins - 1);
    while (value < edges[bin]!) bin--;
    while (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    counts[bin]!++;
  }
  return { edges: Float64Array.from(edges), counts };
}

/** Equally spaced numbers, both ends included (numpy.linspace). */
export function linspace(low: number, high: number, count: number): Float64Array<ArrayBuffer> {
  const step = (high - low) / (count - 1);
  const out = Float64Array.from({ length: count }, (_, i) => low + i * step);
  out[count - 1] = high;
  return out;
}

/**
 * Radius of a bar of a polar histogram whose area is to show a fraction of all values: sqrt(f / pi)
 * (Fig. 3; the rule of the authors' notebook).
 */
export function polarRadius(fraction: number): number {
  return Math.sqrt(fraction / Math.PI);
}

function span(values: ArrayLike<number>): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    // Math.min and Math.max hand NaN on, and the caller refuses it.
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return [low, high];
}
