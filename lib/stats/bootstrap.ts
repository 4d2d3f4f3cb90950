import type { Stream } from "../random/stream.ts";
import { quantile } from "./quantile.ts";
import { mean } from "./summary.ts";

/** A mean and its interval; the ends are null where one value gives none. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Percentile bootstrap of a mean: the interval that holds `level` of the means of `resamples` samples
 * drawn with replacement. Throws if there are no values.
 */
export function bootstrapMean(
  values: ArrayLike<number>,
  stream: Stream,
  { resamples = 10_000, level = 0.95 }: { resamples?: number; level?: number } = {},
): MeanInterval {
  const n = values.length;
  if (n === 0) throw new RangeError("Cannot bootstrap the mean of no values");
  if (n === 1) return { mean: values[0]!, low: null, high: null };
  const means = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(stream.uniform() * n)]!;
    means[r] = sum / n;
  }
  means.sort();
  const tail = (1 - level) / 2;
  return { mean: mean(values), low: quantile(means, tail), high: quantile(means, 1 - tail) };
}
