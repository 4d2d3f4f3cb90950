import assert from "node:assert/strict";
import { decodeJson } from "../../../lib/files/json.ts";
import { run } from "../../../stages/fading/run.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

const parameters = { seed: 0, rollout: "noisy", network: "unbiased", window: null } as const;

Deno.test("fading run() has a bin of so many steps, its place their middle", async () => {
  const still = (steps: number) => float32Npy([1, steps, 2], Array(2 * steps).fill(0));
  const { fading } = await runModule(run, { ...parameters, space: "plane", bins: 3 }, {
    activePeak: float32Npy([1, 2], [2, 2]),
    activeDecoded: still(2),
    // The first step is no step's end; the bins are steps 1 and 2, 3 and 4, 5 and 6.
    quiescentPeak: float32Npy([1, 7], [99, 8, 6, 4, 4, 2, 1]),
    quiescentDecoded: still(7),
  });
  const { step, peak, jumps } = decodeJson(fading) as Record<string, number[]>;
  assert.deepEqual(step, [1.5, 3.5, 5.5]);
  assert.deepEqual(peak, [3.5, 2, 0.75]);
  assert.deepEqual(jumps, [0, 0, 0]);
});

Deno.test("fading run() goes the short way round the circle", async () => {
  const { fading } = await runModule(run, { ...parameters, space: "circle", bins: 9 }, {
    activePeak: float32Npy([1, 2], [1, 1]),
    activeDecoded: float32Npy([1, 3], [0, 0.5, 0.25]), // steps of 0.5 at most
    quiescentPeak: float32Npy([2, 4], [1.5, 1.5, 1, 0.5, 0.5, 0.5, 1, 1.5]),
    quiescentDecoded: float32Npy([2, 4], [3, -3, 3, 2, 0, 0.75, 0.5, -0.25]),
  });
  const { jumps, window } = decodeJson(fading) as unknown as {
    jumps: number[];
    window: Record<string, number>;
  };
  // 0.28, 0.28, 1; 0.75, 0.25, 0.75.
  assert.deepEqual(jumps, [0.5, 0, 1]);
  assert.deepEqual(window, { from: 0, to: 4, peak: 1, jumps: 0.5 });
});
