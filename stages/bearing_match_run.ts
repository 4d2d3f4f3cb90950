import { encodeJson } from "../lib/files/json.ts";
import { readNpy } from "../lib/files/npy.ts";
import { histogram } from "../lib/stats/histogram.ts";
import { quantile } from "../lib/stats/quantile.ts";
import type { ActionOf } from "../pipeline/stage.ts";
import type { bearingMatch } from "./bearings.ts";

export async function run(action: ActionOf<typeof bearingMatch>): Promise<void> {
  const { seed, bins } = action.parameters;
  const shares = async (input: "activeBearings" | "quiescentBearings") => {
    const { data } = readNpy(await action.read(input), Float32Array, [null, null]);
    const { counts } = histogram(data, bins, [-Math.PI, Math.PI]);
    return Array.from(counts, (count) => count / data.length);
  };
  const [active, quiescent] = [await shares("activeBearings"), await shares("quiescentBearings")];
  const distance = active.reduce((sum, share, i) => sum + Math.abs(share - quiescent[i]!), 0) / 2;
  await action.write(
    "match",
    encodeJson({
      seed,
      histogramDistance: distance,
      activeHole: hole(await action.read("activeProjection")),
      quiescentHole: hole(await action.read("quiescentProjection")),
    }),
  );
}

/** The 5th percentile of the distance from the centre (the active mean) over its median. */
function hole(bytes: Uint8Array): number {
  const { data } = readNpy(bytes, Float32Array, [null, null, 2]);
  const radii = Float64Array.from(
    { length: data.length / 2 },
    (_, i) => Math.sqrt(data[2 * i]! ** 2 + data[2 * i + 1]! ** 2),
  ).sort();
  return quantile(radii, 0.05) / quantile(radii, 0.5);
}
