import type { z } from "zod";
import { encodeJson } from "../../lib/files/json.ts";
import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import type { Task } from "../../lib/tasks/task.ts";
import { startEngine } from "../../lib/tensor/start_engine.ts";
import { Training } from "../../lib/training/training.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { noise } from "../parameters/noise.ts";
import type { training } from "../parameters/training.ts";
import { readWeights } from "../networks/read_weights.ts";

type Parameters = {
  readonly seed: number;
  readonly train: Omit<z.output<typeof training>, "noiseLaw" | "sigmaStep">;
  readonly noise: z.output<typeof noise>;
};

/** Trains a network, from its last checkpoint if there is one. */
export async function trainNetwork(
  action: RunningAction<Parameters, "initial", "weights" | "history">,
  taskName: string,
  task: Task,
  architecture: Architecture,
): Promise<void> {
  const { seed, train, noise } = action.parameters;
  const { batches, batchSize, steps, testEvery, ...adam } = train;
  const setup = {
    engine: await startEngine(action.engine, action.warn),
    architecture,
    task,
    settings: { batches, batchSize, steps, testEvery, adam, noise },
    initial: await readWeights(action, "initial", architecture),
    path: [taskName, seed],
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
  await action.write("history", encodeJson({ ...training.history }));
}
