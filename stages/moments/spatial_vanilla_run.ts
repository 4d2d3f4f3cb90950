import type { ActionOf } from "../pipeline/stage.ts";
import { momentsOfNetwork } from "./moments_of_network.ts";
import type { momentsSpatialVanilla } from "./rollout.ts";
import { architectureOf, readTask } from "./spatial_vanilla_setup.ts";

export async function run(action: ActionOf<typeof momentsSpatialVanilla>): Promise<void> {
  const architecture = architectureOf(action.parameters);
  await momentsOfNetwork(action, "spatial", await readTask(action), architecture);
}
