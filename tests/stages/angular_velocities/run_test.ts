import assert from "node:assert/strict";
import { decodeJson } from "../../../lib/files/json.ts";
import { run } from "../../../stages/angular_velocities/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

interface Shares {
  readonly proportion: readonly number[];
  readonly mean: number;
}

Deno.test("angularVelocities run() goes the short way round, but as released not below 1.5 pi", async () => {
  // Steps of 0.5, then over the end of the circle: 1.2 pi is -0.8 pi the short way, 1.6 pi is -0.4 pi.
  const bearings = float32Npy([2, 3], [
    0,
    0.5,
    0.5,
    -1.9,
    -1.9 + 1.2 * Math.PI,
    -1.9 - 0.4 * Math.PI,
  ]);
  const { velocity } = await runModule(run, { seed: 4, largest: 3, bins: 3 }, { bearings });
  const { seed, edges, backward, released, ...circular } = decodeJson(velocity) as unknown as
    & Shares
    & { seed: number; edges: number[]; backward: number; released: Shares };
  assert.deepEqual([seed, edges], [4, [-3, -1, 1, 3]]);
  // 0.5 and 0; -0.8 pi and 0.4 pi.
  assert.deepEqual(circular.proportion, [0.25, 0.5, 0.25]);
  assertClose([circular.mean, backward], [(0.5 - 0.4 * Math.PI) / 4, 0.25], { relative: 1e-6 });
  // 1.2 pi stays, outside the histogram; -1.6 pi becomes 0.4 pi.
  assert.deepEqual(released.proportion, [0, 0.5, 0.25]);
  assertClose([released.mean], [(0.5 + 1.6 * Math.PI) / 4], { relative: 1e-6 });
});
