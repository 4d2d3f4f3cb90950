import { gru } from "../../lib/networks/gru.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { readSpatialTask, SPATIAL, spatialSizes } from "../networks/spatial_task.ts";
import type { moments } from "./moments.ts";
import { momentsOfNetwork } from "./moments_of_network.ts";

export async function run(action: ActionOf<typeof moments.spatialGru>): Promise<void> {
  const architecture = gru(spatialSizes(action.parameters), action.parameters.network.alpha);
  await momentsOfNetwork(action, SPATIAL, await readSpatialTask(action), architecture);
}
