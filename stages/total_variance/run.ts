import { finiteOrNull } from "../../lib/files/json.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { encodeTotalVariance } from "../../lib/results/total_variance.ts";
import { mean, standardError } from "../../lib/stats/summary.ts";
import { totalVariances } from "../../lib/stats/total_variance.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { totalVarianceOf } from "./stage.ts";

export async function run(action: ActionOf<typeof totalVarianceOf>): Promise<void> {
  const { seed, condition, from, to } = action.parameters;
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  const variances = totalVariances(decoded, from, to);
  const value = mean(variances);
  const error = finiteOrNull(standardError(variances));
  await action.write("variance", encodeTotalVariance({ seed, condition, from, to, value, error }));
}
