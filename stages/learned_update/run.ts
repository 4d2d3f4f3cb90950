import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { encodeInputGain } from "../../lib/results/input_gain.ts";
import { encodeKickResponses } from "../../lib/results/kick_response.ts";
import { encodeUpdateSpectrum } from "../../lib/results/update_spectrum.ts";
import type { UpdatedKind } from "../../lib/results/updated_network.ts";
import { activeMoments } from "../../lib/update/active_moments.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { headDirectionNetwork } from "../networks/head_direction_network.ts";
import type { Network } from "../networks/network.ts";
import { readSpatialNetwork } from "../networks/spatial_network.ts";
import { type LearnedUpdateParameters, loadActive } from "./load_active.ts";
import { inputGain, kickResponses, updateSpectrum } from "./results.ts";
import type { learnedUpdate } from "./stage.ts";

type Input = "weights" | "coordinates" | "updates";
type Output = "spectrum" | "kicks" | "gain";

export async function spatialVanilla(
  action: ActionOf<typeof learnedUpdate.spatialVanilla>,
): Promise<void> {
  await analyse(action, await readSpatialNetwork(action, vanilla), "spatial");
}

export async function spatialGru(action: ActionOf<typeof learnedUpdate.spatialGru>): Promise<void> {
  await analyse(action, await readSpatialNetwork(action, gru), "GRU");
}

export async function headDirection(
  action: ActionOf<typeof learnedUpdate.headDirection>,
): Promise<void> {
  await analyse(action, headDirectionNetwork(action.parameters), "head direction");
}

async function analyse(
  action: RunningAction<LearnedUpdateParameters, Input, Output>,
  network: Network,
  kind: UpdatedKind,
): Promise<void> {
  const { parameters } = action;
  const { seed, condition, network: { alpha } } = parameters;
  const loaded = await loadActive(action, network);
  const moments = activeMoments(loaded.active, parameters.places);
  const analysis = {
    ...loaded,
    moments,
    parameters,
    head: { seed, kind, condition, alpha, trajectories: parameters.trajectories },
  };
  const parts = [
    () => action.write("spectrum", encodeUpdateSpectrum(updateSpectrum(analysis))),
    () => action.write("kicks", encodeKickResponses(kickResponses(analysis))),
    () => action.write("gain", encodeInputGain(inputGain(analysis))),
  ];
  for (const [i, part] of parts.entries()) {
    await action.progress({ done: i, total: parts.length, unit: "parts" });
    await part();
  }
}
