import { readNpy } from "../../lib/files/npy.ts";
import { encodeStepDistances } from "../../lib/results/step_distances.ts";
import { firstSteps } from "../../lib/stats/first_steps.ts";
import { stepDistance } from "../../lib/stats/step_distance.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { stepDistanceOf } from "./stage.ts";

export async function run(action: ActionOf<typeof stepDistanceOf>): Promise<void> {
  const decoded = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  const { seed, group, steps } = action.parameters;
  const { mean, largest } = stepDistance(firstSteps(decoded, steps));
  await action.write(
    "distances",
    encodeStepDistances({ seed, group, steps, mean: [...mean], largest: [...largest] }),
  );
}
