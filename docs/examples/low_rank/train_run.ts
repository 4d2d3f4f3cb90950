import { encodeJson } from "../../../lib/files/json.ts";
import { encodeSafetensors } from "../../../lib/files/safetensors.ts";
import type { NetworkSizes } from "../../../lib/networks/architecture.ts";
import { initialWeights } from "../../../lib/networks/weights.ts";
import type { ActionOf } from "../../../pipeline/stage.ts";
import { finishTraining } from "../../../stages/networks/finish_training.ts";
import { readSpatialNetwork, SPATIAL } from "../../../stages/networks/spatial_network.ts";
import type { trainLowRank } from "./low_rank.ts";
import { lowRank } from "./low_rank_cell.ts";

export async function run(action: ActionOf<typeof trainLowRank>): Promise<void> {
  const { seed, rank, noise, train: { batches, batchSize, steps, testEvery, ...adam } } =
    action.parameters;
  const cell = (sizes: NetworkSizes, alpha: number) => lowRank({ ...sizes, rank, alpha });
  const { architecture, task } = await readSpatialNetwork(action, cell);
  const training = await finishTraining(action, {
    architecture,
    task,
    settings: { batches, batchSize, steps, testEvery, adam, noise },
    initial: initialWeights(architecture.shapes, SPATIAL, seed, "weights", "lowRank"),
    path: [SPATIAL, seed], // the batches of the paper's network
  });
  const { loss, error } = training.history;
  const tested = (at: number) => ({ loss: loss.at(at)!, error: error.at(at)! }); // twice at least
  await action.write("weights", encodeSafetensors(training.weights()));
  await action.write("learned", encodeJson({ ...tested(-1), untrained: tested(0) }));
}
