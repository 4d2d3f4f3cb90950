import { vanilla } from "../../lib/networks/vanilla.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import {
  HEAD_DIRECTION,
  headDirectionSizes,
  makeHeadDirectionTask,
} from "../networks/head_direction_task.ts";
import type { rollout } from "./rollout.ts";
import { rolloutNetwork } from "./rollout_network.ts";

export async function run(action: ActionOf<typeof rollout.headDirection>): Promise<void> {
  const architecture = vanilla(
    headDirectionSizes(action.parameters),
    action.parameters.network.alpha,
  );
  await rolloutNetwork(
    action,
    HEAD_DIRECTION,
    makeHeadDirectionTask(action.parameters),
    architecture,
  );
}
