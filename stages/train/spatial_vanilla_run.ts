import type { ActionOf } from "../pipeline/stage.ts";
import { architectureOf, readTask } from "./spatial_vanilla_setup.ts";
import type { trainSpatialVanilla } from "./train.ts";
import { trainNetwork } from "./train_network.ts";

export async function run(action: ActionOf<typeof trainSpatialVanilla>): Promise<void> {
  await trainNetwork(action, "spatial", await readTask(action), architectureOf(action.parameters));
}
