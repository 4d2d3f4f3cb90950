import { encodeJson } from "../../../lib/files/json.ts";
import { encodeSafetensors } from "../../../lib/files/safetensors.ts";
import { initialWeights } from "../../../lib/networks/weights.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import { finishTraining } from "../../../stages/networks/finish_training.ts";
import type { trainOnTrack } from "./linear_track.ts";
import { TRACK, trackNetwork } from "./network.ts";

export async function run(action: ActionOf<typeof trainOnTrack>): Promise<void> {
  const { seed, noise, train: { batches, batchSize, steps, testEvery, ...adam } } =
    action.parameters;
  const { architecture, task } = trackNetwork(action.parameters);
  const training = await finishTraining(action, {
    architecture,
    task,
    settings: { batches, batchSize, steps, testEvery, adam, noise },
    initial: initialWeights(architecture.shapes, TRACK, seed, "weights"),
    path: [TRACK, seed],
  });
  const { loss, error } = training.history;
  const tested = (at: number) => ({ loss: loss.at(at)!, error: error.at(at)! }); // twice at least
  await action.write("weights", encodeSafetensors(training.weights()));
  await action.write("learned", encodeJson({ ...tested(-1), untrained: tested(0) }));
}
