import { decodeSafetensors, encodeSafetensors, readTensor } from "../../lib/files/safetensors.ts";
import { encodeExplainedVariance } from "../../lib/results/explained_variance.ts";
import { pca } from "../../lib/stats/pca.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { principalComponents } from "./stage.ts";

export async function run(action: ActionOf<typeof principalComponents>): Promise<void> {
  const { units, components: count } = action.parameters;
  if (count > units) throw new Error(`Cannot find ${count} components of ${units} units`);
  const tensors = decodeSafetensors(await action.read("moments"));
  const mean = readTensor(tensors, "mean", Float64Array, [units]).data;
  const covariance = readTensor(tensors, "covariance", Float64Array, [units, units]).data;
  const found = pca(mean, covariance);
  const components = { shape: [count, units], data: found.components.slice(0, count * units) };
  const axes = encodeSafetensors({ mean: { shape: [units], data: mean }, components });
  await action.write("pca", axes);
  const cumulativeRatio = [...found.cumulativeRatio.subarray(0, count)];
  await action.write("explained", encodeExplainedVariance({ cumulativeRatio }));
}
