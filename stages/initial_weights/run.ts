import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { initialWeights as draw } from "../../lib/networks/weights.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { HEAD_DIRECTION, headDirectionArchitecture } from "../networks/head_direction_network.ts";
import { SPATIAL, spatialArchitecture } from "../networks/spatial_network.ts";
import type { initialWeights } from "./stage.ts";

export async function spatialVanilla(
  action: ActionOf<typeof initialWeights.spatialVanilla>,
): Promise<void> {
  await write(action, SPATIAL, "vanilla", spatialArchitecture(action.parameters, vanilla));
}

export async function spatialGru(
  action: ActionOf<typeof initialWeights.spatialGru>,
): Promise<void> {
  await write(action, SPATIAL, "gru", spatialArchitecture(action.parameters, gru));
}

export async function headDirection(
  action: ActionOf<typeof initialWeights.headDirection>,
): Promise<void> {
  await write(action, HEAD_DIRECTION, "vanilla", headDirectionArchitecture(action.parameters));
}

/** Draws the weights of an architecture from the streams of a task, a seed and a kind of cell. */
async function write(
  action: RunningAction<{ readonly seed: number }, never, "weights">,
  task: string,
  cell: string,
  { shapes }: Architecture,
): Promise<void> {
  const weights = draw(shapes, task, action.parameters.seed, "weights", cell);
  await action.write("weights", encodeSafetensors(weights));
}
