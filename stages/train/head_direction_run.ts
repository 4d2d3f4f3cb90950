import { vanilla } from "../../lib/networks/vanilla.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import {
  HEAD_DIRECTION,
  headDirectionSizes,
  makeHeadDirectionTask,
} from "../networks/head_direction_task.ts";
import type { train } from "./train.ts";
import { trainNetwork } from "./train_network.ts";

export async function run(action: ActionOf<typeof train.headDirection>): Promise<void> {
  const architecture = vanilla(
    headDirectionSizes(action.parameters),
    action.parameters.network.alpha,
  );
  await trainNetwork(
    action,
    HEAD_DIRECTION,
    makeHeadDirectionTask(action.parameters),
    architecture,
  );
}
