import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { Moments } from "../../lib/stats/covariance.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { headDirectionNetwork } from "../networks/head_direction_network.ts";
import type { Network } from "../networks/network.ts";
import { runPhase } from "../networks/phase.ts";
import type { PhaseParameters } from "../networks/phase.ts";
import { readSpatialNetwork } from "../networks/spatial_network.ts";
import type { moments } from "./stage.ts";

type Input = "weights" | "coordinates" | "updates";

export async function spatialVanilla(
  action: ActionOf<typeof moments.spatialVanilla>,
): Promise<void> {
  await takeMoments(action, await readSpatialNetwork(action, vanilla));
}

export async function spatialGru(action: ActionOf<typeof moments.spatialGru>): Promise<void> {
  await takeMoments(action, await readSpatialNetwork(action, gru));
}

export async function headDirection(action: ActionOf<typeof moments.headDirection>): Promise<void> {
  await takeMoments(action, headDirectionNetwork(action.parameters));
}

/** Runs a phase and takes the mean and covariance of all its states. */
async function takeMoments(
  action: RunningAction<PhaseParameters, Input, "moments">,
  network: Network,
): Promise<void> {
  const { units } = network.architecture.sizes;
  const taken = new Moments(units, true);
  for await (const { states } of runPhase(action, network)) {
    taken.add(states);
  }
  const tensors = {
    count: { shape: [1], data: Float64Array.of(taken.count) },
    mean: { shape: [units], data: taken.mean },
    covariance: { shape: [units, units], data: taken.covariance() },
  };
  await action.write("moments", encodeSafetensors(tensors));
}
