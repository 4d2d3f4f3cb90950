import { gru } from "../../lib/networks/gru.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { readSpatialTask, SPATIAL, spatialSizes } from "../networks/spatial_task.ts";
import type { rollout } from "./rollout.ts";
import { rolloutNetwork } from "./rollout_network.ts";

export async function run(action: ActionOf<typeof rollout.spatialGru>): Promise<void> {
  const architecture = gru(spatialSizes(action.parameters), action.parameters.network.alpha);
  await rolloutNetwork(action, SPATIAL, await readSpatialTask(action), architecture);
}
