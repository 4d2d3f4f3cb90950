import type { NdArray } from "../../lib/array.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { quiescentWindows as windowNames } from "../../lib/results/noise_factor.ts";
import { coveredAtEqual } from "../../lib/results/covered_at_equal.ts";
import { fades, motionOf, PRIMARY, readReplay } from "../../lib/results/replay.ts";
import { encodeRolloutVariants } from "../../lib/results/rollout_variants.ts";
import {
  planeDirections,
  projectedQuantiles,
  slicedWasserstein,
} from "../../lib/stats/sliced_wasserstein.ts";
import { quiescentWindows, trajectoryWindow } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { rolloutVariants } from "./stage.ts";

export async function run(action: ActionOf<typeof rolloutVariants>): Promise<void> {
  const { seed, network, variants, early } = action.parameters;
  const positions = (bytes: Uint8Array) => readNpy(bytes, Float32Array, [null, null, 2]);
  const directions = planeDirections();
  const active = projectedQuantiles(positions(await action.read("active")), directions);
  const distance = (points: NdArray<Float32Array>) =>
    slicedWasserstein(active, projectedQuantiles(points, directions), 1);
  const quiescent = (await action.readAll("quiescent")).map(positions);
  const replays = (await action.readAll("replay")).map(readReplay);
  const found = variants.map((name, i) => {
    const points = quiescent[i]!, windows = quiescentWindows(points.shape[1]!, early);
    return {
      name,
      fades: fades(replays[i]!),
      windows: windowNames.map((window) => {
        const motion = motionOf(replays[i]!, window)!; // a replay has both windows
        const { compression, jumps, peak } = motion.beside!; // as quiescence has
        return {
          window,
          short: motion.exponents[0]!.value,
          primary: motion.exponents[PRIMARY]!.value,
          long: motion.exponents[2]!.value,
          compression: compression.value,
          path: motion.path,
          jumps,
          peak,
          sw1: distance(trajectoryWindow(points, windows[window])),
          covers: coveredAtEqual(replays[i]!, window, "steps", "each") ?? null,
          coversTogether: coveredAtEqual(replays[i]!, window, "steps", "pooled") ?? null,
        };
      }),
    };
  });
  const floor = distance(positions(await action.read("again")));
  const frozen = distance(positions(await action.read("frozen")));
  const result = { seed, network, floor, frozen, variants: found };
  await action.write("variants", encodeRolloutVariants(result));
}
