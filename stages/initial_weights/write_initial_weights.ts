import { encodeSafetensors } from "../../lib/files/safetensors.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import { initialWeights } from "../../lib/networks/weights.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

/** Draws the weights of an architecture from the streams of a task, a seed and a kind of cell. */
export async function writeInitialWeights(
  action: Pick<RunningAction<{ readonly seed: number }, never, "weights">, "parameters" | "write">,
  task: string,
  cell: string,
  { shapes }: Architecture,
): Promise<void> {
  const weights = initialWeights(shapes, task, action.parameters.seed, "weights", cell);
  await action.write("weights", encodeSafetensors(weights));
}
