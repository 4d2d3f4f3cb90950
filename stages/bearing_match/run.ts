import { finiteOrNull } from "../../lib/files/json.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { stream } from "../../lib/random/stream.ts";
import { encodeBearingMatch } from "../../lib/results/bearing_match.ts";
import { histogram } from "../../lib/stats/histogram.ts";
import { resampledErrors } from "../../lib/stats/resampled_error.ts";
import { hole, sortRadii } from "../../lib/stats/ring.ts";
import { totalVariation } from "../../lib/stats/total_variation.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { bearingMatch } from "./stage.ts";

export async function run(action: ActionOf<typeof bearingMatch>): Promise<void> {
  const { seed, bins } = action.parameters;
  const histograms = async (input: "activeBearings" | "quiescentBearings") =>
    histogramsOf(readNpy(await action.read(input), Float32Array, [null, null]), bins);
  const radii = async (input: "activeProjection" | "quiescentProjection") =>
    sortRadii(readNpy(await action.read(input), Float32Array, [null, null, 2]));
  const bearings = [await histograms("activeBearings"), await histograms("quiescentBearings")];
  const states = [await radii("activeProjection"), await radii("quiescentProjection")];
  const distance = (...drawn: (Float64Array | undefined)[]) => {
    const [active, quiescent] = bearings.map((each, i) => total(each, bins, drawn[i]));
    return totalVariation(active!, quiescent!); // one of each phase
  };
  const errors = resampledErrors(
    bearings.map(({ length }) => length),
    stream("headDirection", seed, "match", "error"),
    (...drawn) => [distance(...drawn), ...states.map((each, i) => hole(each, drawn[i]))],
  );
  const named = ([histogramDistance, activeHole, quiescentHole]: readonly number[]) => ({
    histogramDistance: finiteOrNull(histogramDistance!),
    activeHole: finiteOrNull(activeHole!),
    quiescentHole: finiteOrNull(quiescentHole!),
  });
  const values = named([distance(), ...states.map((each) => hole(each))]);
  await action.write("match", encodeBearingMatch({ seed, ...values, errors: named(errors) }));
}

/** The histogram of each trajectory's bearings. */
function histogramsOf(
  { shape, data }: { readonly shape: readonly number[]; readonly data: Float32Array },
  bins: number,
): Float64Array[] {
  const [count, steps] = shape as readonly [number, number]; // the reader has checked the extents
  return Array.from({ length: count }, (_, i) => {
    const bearings = data.subarray(i * steps, (i + 1) * steps);
    return histogram(bearings, bins, [-Math.PI, Math.PI]).counts;
  });
}

/** Their sum, each as often as it was drawn. */
function total(histograms: readonly Float64Array[], bins: number, drawn?: Float64Array) {
  const sum = new Float64Array(bins);
  histograms.forEach((counts, i) => {
    const weight = drawn?.[i] ?? 1;
    for (let bin = 0; bin < bins; bin++) sum[bin]! += weight * counts[bin]!;
  });
  return sum;
}
