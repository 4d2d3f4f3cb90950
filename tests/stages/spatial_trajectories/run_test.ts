import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { run } from "../../../stages/spatial_trajectories/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

/** A box without walls to avoid. */
const motion = {
  boxWidth: 2,
  boxHeight: 2,
  borderRegion: 0,
  borderSlowFactor: 1,
  timeStep: 0.02,
  turnSigma: 0,
  speedScale: 1e-3,
  drift: 0,
  anchorX: 0.25,
  anchorY: -0.5,
};

async function walks(changed: Partial<typeof motion>) {
  const parameters = {
    seed: 2,
    set: "first" as const,
    count: 3,
    steps: 4,
    motion: { ...motion, ...changed },
  };
  const { coordinates, updates } = await runModule(run, parameters);
  const [at, by] = [decodeNpy(coordinates), decodeNpy(updates)];
  assert.deepEqual([[...at.shape], [...by.shape]], [[3, 5, 2], [3, 4, 2]]);
  return { at: Array.from(at.data, Number), by: Array.from(by.data, Number) };
}

Deno.test("spatialTrajectories run() gives updates that lead from point to point", async () => {
  const { at, by } = await walks({ turnSigma: 10 });
  const differences = by.map((_, i) =>
    at[i + 2 * Math.floor(i / 8) + 2]! - at[i + 2 * Math.floor(i / 8)]!
  );
  assertClose(differences, by, { absolute: 1e-6 }); // float32 positions of size 1
});

Deno.test("spatialTrajectories run() walks straight on without turns", async () => {
  const { by } = await walks({});
  for (const n of [0, 8, 16]) {
    const directions = [0, 2, 4, 6].map((t) => Math.atan2(by[n + t + 1]!, by[n + t]!));
    assertClose(directions, Array(4).fill(directions[0]), { absolute: 1e-5 });
  }
});

Deno.test("spatialTrajectories run() drifts its share of the way to the anchor, a step", async () => {
  const { at } = await walks({ drift: 0.5, speedScale: 1e-9 });
  for (const n of [0, 10, 20]) {
    const away = [0, 1, 2, 3, 4].map((t) => at[n + 2 * t]! - motion.anchorX);
    assertClose(away.slice(1), away.slice(0, 4).map((distance) => distance / 2), {
      absolute: 1e-6,
    });
  }
});
