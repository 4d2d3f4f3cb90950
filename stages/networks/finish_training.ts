import { startEngine } from "../../lib/tensor/start_engine.ts";
import { Training } from "../../lib/training/training.ts";
import type { TrainingSetup } from "../../lib/training/training.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

/**
 * Trains a network of one's own to the end, from the action's last checkpoint if there is one, and shows how
 * far it is. (`stages/train/run.ts` has the same loop to itself: an edit of this one must cost nobody the
 * trainings of the paper's networks.)
 *
 * @returns the training, which has the weights and the tests on the way
 */
export async function finishTraining(
  action: Pick<RunningAction, "engine" | "warn" | "progress" | "restored">,
  setup: Omit<TrainingSetup, "engine">,
): Promise<Training> {
  const engine = await startEngine(action.engine, action.warn);
  const training = new Training({ ...setup, engine }, await action.restored());
  while (!training.finished) {
    training.advance();
    const note = `loss ${training.loss.toExponential(2)}`;
    const progress = { done: training.batch, total: setup.settings.batches, unit: "batches", note };
    await action.progress(progress, () => training.save());
  }
  return training;
}
