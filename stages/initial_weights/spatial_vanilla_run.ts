import { encodeSafetensors } from "../lib/files/safetensors.ts";
import { initialWeights } from "../lib/networks/weights.ts";
import type { ActionOf } from "../pipeline/stage.ts";
import type { initialWeightsSpatialVanilla } from "./initial_weights.ts";
import { architectureOf } from "./spatial_vanilla_setup.ts";

export async function run(action: ActionOf<typeof initialWeightsSpatialVanilla>): Promise<void> {
  const { shapes } = architectureOf(action.parameters);
  const weights = initialWeights(shapes, "spatial", action.parameters.seed, "weights", "vanilla");
  await action.write("weights", encodeSafetensors(weights));
}
