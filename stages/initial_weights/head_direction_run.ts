import { vanilla } from "../../lib/networks/vanilla.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { HEAD_DIRECTION, headDirectionSizes } from "../networks/head_direction_task.ts";
import type { initialWeights } from "./initial_weights.ts";
import { writeInitialWeights } from "./write_initial_weights.ts";

export async function run(action: ActionOf<typeof initialWeights.headDirection>): Promise<void> {
  const architecture = vanilla(
    headDirectionSizes(action.parameters),
    action.parameters.network.alpha,
  );
  await writeInitialWeights(action, HEAD_DIRECTION, "vanilla", architecture);
}
