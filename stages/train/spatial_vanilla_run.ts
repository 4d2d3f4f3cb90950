import { vanilla } from "../../lib/networks/vanilla.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { readSpatialTask, SPATIAL, spatialSizes } from "../networks/spatial_task.ts";
import type { train } from "./train.ts";
import { trainNetwork } from "./train_network.ts";

export async function run(action: ActionOf<typeof train.spatialVanilla>): Promise<void> {
  const architecture = vanilla(spatialSizes(action.parameters), action.parameters.network.alpha);
  await trainNetwork(action, SPATIAL, await readSpatialTask(action), architecture);
}
