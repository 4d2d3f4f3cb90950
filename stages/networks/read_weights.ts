import { decodeSafetensors, readTensor } from "../../lib/files/safetensors.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import type { Weights } from "../../lib/networks/weights.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";

/** The weights in an input, with the names and shapes of the architecture. */
export async function readWeights<Input extends string>(
  action: Pick<RunningAction<unknown, Input>, "read">,
  input: Input,
  { shapes }: Architecture,
): Promise<Weights> {
  const tensors = decodeSafetensors(await action.read(input));
  return Object.fromEntries(
    shapes.map((
      { name, outputs, inputs },
    ) => [name, readTensor(tensors, name, Float32Array, [outputs, inputs])]),
  );
}
