import { encodeJson } from "../lib/files/json.ts";
import { readNpy } from "../lib/files/npy.ts";
import { totalVariance } from "../lib/stats/total_variance.ts";
import type { ActionOf } from "../pipeline/stage.ts";
import type { totalVarianceOf } from "./total_variance.ts";

export async function run(action: ActionOf<typeof totalVarianceOf>): Promise<void> {
  const { seed, condition, from, to } = action.parameters;
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  const value = totalVariance(decoded, from, to);
  await action.write("variance", encodeJson({ seed, condition, from, to, value }));
}
