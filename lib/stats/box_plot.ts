import { quantile } from "./quantile.ts";

/** What a box plot draws of a sample. */
export interface BoxPlot {
  readonly lowWhisker: number;
  readonly lowQuartile: number;
  readonly median: number;
  readonly highQuartile: number;
  readonly highWhisker: number;
  /** Values beyond the whiskers, rising. */
  readonly outliers: readonly number[];
}

/** How far whiskers reach from the box at most, in interquartile ranges. */
export const WHISKERS = 1.5;

/**
 * Summarises values as matplotlib's boxplot: quartiles linear between neighbours, whiskers at the
 * furthest values within 1.5 interquartile ranges of the box. Throws if there are no values.
 */
export function boxPlot(values: ArrayLike<number>): BoxPlot {
  const sorted = Float64Array.from(values).sort();
  const lowQuartile = quantile(sorted, 0.25);
  const median = quantile(sorted, 0.5);
  const highQuartile = quantile(sorted, 0.75);
  const reach = WHISKERS * (highQuartile - lowQuartile);
  const inside = sorted.filter((v) => v >= lowQuartile - reach && v <= highQuartile + reach);
  // A whisker never ends inside the box, even where no value lies between.
  const lowWhisker = Math.min(inside[0] ?? lowQuartile, lowQuartile);
  const highWhisker = Math.max(inside.at(-1) ?? highQuartile, highQuartile);
  const outliers = Array.from(sorted.filter((v) => v < lowWhisker || v > highWhisker));
  return { lowWhisker, lowQuartile, median, highQuartile, highWhisker, outliers };
}
