import { gru } from "../../lib/networks/gru.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { SPATIAL, spatialSizes } from "../networks/spatial_task.ts";
import type { initialWeights } from "./initial_weights.ts";
import { writeInitialWeights } from "./write_initial_weights.ts";

export async function run(action: ActionOf<typeof initialWeights.spatialGru>): Promise<void> {
  const architecture = gru(spatialSizes(action.parameters), action.parameters.network.alpha);
  await writeInitialWeights(action, SPATIAL, "gru", architecture);
}
