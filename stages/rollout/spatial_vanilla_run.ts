import type { ActionOf } from "../pipeline/stage.ts";
import type { rolloutSpatialVanilla } from "./rollout.ts";
import { rolloutNetwork } from "./rollout_network.ts";
import { architectureOf, readTask } from "./spatial_vanilla_setup.ts";

export async function run(action: ActionOf<typeof rolloutSpatialVanilla>): Promise<void> {
  const architecture = architectureOf(action.parameters);
  await rolloutNetwork(action, "spatial", await readTask(action), architecture);
}
