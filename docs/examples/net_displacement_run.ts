import { encodeJson } from "../../lib/files/json.ts";
import { readNpy } from "../../lib/files/npy.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { netDisplacement } from "./noise_factor.ts";

/** The stage's code: all that its action key holds of it, apart from what it imports. */
export async function run(action: ActionOf<typeof netDisplacement>): Promise<void> {
  const { data, shape } = readNpy(await action.read("decoded"), Float32Array, [null, null, 2]);
  const [trajectories, steps] = shape as readonly [number, number, number]; // checked by readNpy
  let sum = 0;
  for (let i = 0; i < trajectories; i++) {
    const first = 2 * steps * i;
    const last = first + 2 * (steps - 1);
    const [dx, dy] = [data[last]! - data[first]!, data[last + 1]! - data[first + 1]!];
    sum += Math.sqrt(dx * dx + dy * dy);
  }
  await action.write("displacement", encodeJson({ value: sum / trajectories }));
}
