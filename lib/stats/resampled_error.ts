import type { Stream } from "../random/stream.ts";
import { quantile } from "./quantile.ts";
import { standardDeviation } from "./summary.ts";

const RESAMPLES = 200;

/**
 * Standard errors of statistics of whole trajectories: their standard deviations over 200 resamples.
 * Each of the sets of trajectories, of these sizes, is resampled by itself, with replacement; `statistics`
 * gets how often each trajectory of each set was drawn. Statistics that are not finite in a resample have
 * no error: NaN.
 */
export function resampledErrors(
  sizes: readonly number[],
  stream: Stream,
  statistics: (...drawn: Float64Array[]) => readonly number[],
): number[] {
  const found = resample(sizes, stream, statistics);
  return found[0]!.map((_, i) => standardDeviation(found.map((values) => values[i]!), 1));
}

/** Where the middle 95 % of a statistic's resamples lie, and their standard deviation. */
export interface ResampledInterval {
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

/** The same with intervals, of one set of trajectories. */
export function resampledIntervals(
  trajectories: number,
  stream: Stream,
  statistics: (drawn: Float64Array) => readonly number[],
): ResampledInterval[] {
  const found = resample([trajectories], stream, statistics);
  return found[0]!.map((_, i) => {
    const values = Float64Array.from(found, (each) => each[i]!).sort();
    const error = standardDeviation(values, 1);
    if (!Number.isFinite(error)) return { error: NaN, low: NaN, high: NaN };
    return { error, low: quantile(values, 0.025), high: quantile(values, 0.975) };
  });
}

function resample(
  sizes: readonly number[],
  stream: Stream,
  statistics: (...drawn: Float64Array[]) => readonly number[],
): (readonly number[])[] {
  return Array.from(
    { length: RESAMPLES },
    () => statistics(...sizes.map((size) => drawAgain(size, stream))),
  );
}

/** How often each of so many is drawn in as many draws with replacement. */
export function drawAgain(size: number, stream: Stream): Float64Array<ArrayBuffer> {
  const drawn = new Float64Array(size);
  for (let i = 0; i < size; i++) drawn[Math.floor(stream.uniform() * size)]!++;
  return drawn;
}
