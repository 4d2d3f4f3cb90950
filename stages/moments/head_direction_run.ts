import { vanilla } from "../../lib/networks/vanilla.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import {
  HEAD_DIRECTION,
  headDirectionSizes,
  makeHeadDirectionTask,
} from "../networks/head_direction_task.ts";
import type { moments } from "./moments.ts";
import { momentsOfNetwork } from "./moments_of_network.ts";

export async function run(action: ActionOf<typeof moments.headDirection>): Promise<void> {
  const architecture = vanilla(
    headDirectionSizes(action.parameters),
    action.parameters.network.alpha,
  );
  await momentsOfNetwork(
    action,
    HEAD_DIRECTION,
    makeHeadDirectionTask(action.parameters),
    architecture,
  );
}
