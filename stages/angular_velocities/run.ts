import { finiteOrNull } from "../../lib/files/json.ts";
import { readNpy } from "../../lib/files/npy.ts";
import { encodeAngularVelocities } from "../../lib/results/angular_velocities.ts";
import { circularDifferences, releasedDifferences } from "../../lib/stats/circular.ts";
import { trajectoryMeans } from "../../lib/stats/extents.ts";
import { countBetween, linspace } from "../../lib/stats/histogram.ts";
import { mean, standardError } from "../../lib/stats/summary.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { angularVelocities } from "./stage.ts";

export async function run(action: ActionOf<typeof angularVelocities>): Promise<void> {
  const { seed, largest, bins } = action.parameters;
  const bearings = readNpy(await action.read("bearings"), Float32Array, [null, null]);
  const edges = linspace(-largest, largest, bins + 1);
  const shares = (velocities: Float64Array) => ({
    proportion: Array.from(
      countBetween(velocities, edges).counts,
      (count) => count / velocities.length,
    ),
    mean: mean(velocities),
  });
  const velocities = circularDifferences(bearings);
  const backward = velocities.map((velocity) => velocity < 0 ? 1 : 0);
  const [count] = bearings.shape as readonly [number]; // the reader has checked the extents
  const error = (values: Float64Array) =>
    finiteOrNull(standardError(trajectoryMeans(values, count)));
  await action.write(
    "velocity",
    encodeAngularVelocities({
      seed,
      edges: [...edges],
      ...shares(velocities),
      backward: mean(backward),
      errors: { mean: error(velocities), backward: error(backward) },
      released: shares(releasedDifferences(bearings)),
    }),
  );
}
