import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { run } from "../../../stages/density/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

/** Four points of a cross, and beyond the steps that count, far ones. */
const points = float32Npy([2, 3, 2], [1, 0, -1, 0, 99, 99, 0, 1, 0, -1, -99, 50]);
const cross = {
  trajectories: 2,
  steps: 2,
  gridPoints: 3,
  halfWidth: 2 as number | null,
  margin: 0,
};

Deno.test("density run() sums a Gaussian a point, of the data's covariance and Scott's factor", async () => {
  const { density, x, y } = await runModule(run, cross, { points });
  // Each coordinate has variance 2 / 3; Scott's factor of four points in the plane is 4^(-1 / 6).
  const h = 2 / 3 * 4 ** (-1 / 3);
  const at = (x: number, y: number) => {
    const kernel = (a: number, b: number) => Math.exp(-((x - a) ** 2 + (y - b) ** 2) / (2 * h));
    return (kernel(1, 0) + kernel(-1, 0) + kernel(0, 1) + kernel(0, -1)) / (4 * 2 * Math.PI * h);
  };
  assert.deepEqual([decodeNpy(x).data, decodeNpy(y).data].map((axis) => [...axis]), [
    [-2, 0, 2],
    [-2, 0, 2],
  ]);
  const expected = [-2, 0, 2].flatMap((x) => [-2, 0, 2].map((y) => at(x, y)));
  assertClose(decodeNpy(density).data, expected, { relative: 1e-9 }); // the tolerance of the sum
});

Deno.test("density run() takes its axes from other points, with a margin", async () => {
  const axesFrom = float32Npy([1, 2, 2], [0, 5, 10, 7]);
  const parameters = { ...cross, halfWidth: null, margin: 0.5 };
  const { x, y } = await runModule(run, parameters, { points, axesFrom });
  assert.deepEqual([...decodeNpy(x).data], [-5, 5, 15]);
  assert.deepEqual([...decodeNpy(y).data], [4, 6, 8]);
});
