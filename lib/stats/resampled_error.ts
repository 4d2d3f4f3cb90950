import type { Stream } from "../random/stream.ts";
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
  const found = Array.from(
    { length: RESAMPLES },
    () => statistics(...sizes.map((size) => draw(size, stream))),
  );
  return found[0]!.map((_, i) => standardDeviation(found.map((values) => values[i]!), 1));
}

function draw(size: number, stream: Stream): Float64Array {
  const drawn = new Float64Array(size);
  for (let i = 0; i < size; i++) drawn[Math.floor(stream.uniform() * size)]!++;
  return drawn;
}
