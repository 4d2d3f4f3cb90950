import type { z } from "zod";
import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { encodeTrainingHistory } from "../../lib/results/training_history.ts";
import { encodeTrainingTrace } from "../../lib/results/training_trace.ts";
import { startEngine } from "../../lib/tensor/start_engine.ts";
import { Training } from "../../lib/training/training.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { noise } from "../configuration/parameters/noise.ts";
import type { training } from "../configuration/parameters/training.ts";
import { headDirectionNetwork } from "../networks/head_direction_network.ts";
import type { Network } from "../networks/network.ts";
import { readWeights } from "../networks/read_weights.ts";
import { readSpatialNetwork } from "../networks/spatial_network.ts";
import type { train } from "./stage.ts";

type Parameters = {
  readonly seed: number;
  readonly train: Omit<z.output<typeof training>, "noiseLaw" | "sigmaStep">;
  readonly noise: z.output<typeof noise>;
};

export async function spatialVanilla(
  action: ActionOf<typeof train.spatialVanilla>,
): Promise<void> {
  await trainNetwork(action, await readSpatialNetwork(action, vanilla));
}

export async function spatialGru(action: ActionOf<typeof train.spatialGru>): Promise<void> {
  await trainNetwork(action, await readSpatialNetwork(action, gru));
}

export async function headDirection(action: ActionOf<typeof train.headDirection>): Promise<void> {
  await trainNetwork(action, headDirectionNetwork(action.parameters));
}

/** Trains a network, from its last checkpoint if there is one. */
async function trainNetwork(
  action: RunningAction<Parameters, "initial", "weights" | "history" | "trace">,
  { architecture, task, streams }: Network,
): Promise<void> {
  const { seed, train: { batches, batchSize, steps, testEvery, ...adam }, noise } =
    action.parameters;
  const setup = {
    engine: await startEngine(action.engine, action.warn),
    architecture,
    task,
    settings: { batches, batchSize, steps, testEvery, adam, noise },
    initial: await readWeights(action, "initial", architecture),
    path: [streams, seed],
  };
  const training = new Training(setup, await action.restored());
  while (!training.finished) {
    training.advance();
    await action.progress(
      {
        done: training.batch,
        total: batches,
        unit: "batches",
        note: `loss ${training.loss.toExponential(2)}`,
      },
      () => training.save(),
    );
  }
  await action.write("weights", encodeSafetensors(training.weights()));
  await action.write("history", encodeTrainingHistory(training.history));
  await action.write("trace", encodeTrainingTrace(training.trace));
}
