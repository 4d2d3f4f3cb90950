import { encodeNpy } from "../../lib/files/npy.ts";
import type { RunningAction } from "../../pipeline/running_action.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { readFirst } from "../networks/read_first.ts";
import { drawStarts } from "../networks/starts.ts";
import type { frozen } from "./stage.ts";

type Parameters = ActionOf<typeof frozen.spatial | typeof frozen.headDirection>["parameters"];

export async function run(
  action: RunningAction<Parameters, "coordinates", "decoded">,
): Promise<void> {
  const { trajectories: n, steps, starts } = action.parameters;
  const { shape, data } = starts === "own"
    ? await readFirst(action, "coordinates", n)
    : drawStarts(starts, action.parameters);
  const [, times, width] = shape as [number, number, number]; // both have three extents
  const decoded = new Float32Array(n * steps * width);
  for (let i = 0; i < n; i++) {
    const start = data.subarray(i * times * width, (i * times + 1) * width);
    for (let t = 0; t < steps; t++) decoded.set(start, (i * steps + t) * width);
  }
  const extents = width === 1 ? [n, steps] : [n, steps, width];
  await action.write("decoded", encodeNpy({ shape: extents, data: decoded }));
}
