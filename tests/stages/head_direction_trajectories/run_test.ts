import assert from "node:assert/strict";
import { decodeNpy } from "../../../lib/files/npy.ts";
import { foldAngle } from "../../../lib/stats/circular.ts";
import { run } from "../../../stages/head_direction_trajectories/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

async function headings(biased: boolean, turnSigma = 11.52) {
  const motion = { timeStep: 0.02, turnSigma, biased };
  const parameters = { seed: 2, set: "first" as const, count: 4, steps: 20, motion };
  const { coordinates, updates } = await runModule(run, parameters);
  const [at, by] = [decodeNpy(coordinates), decodeNpy(updates)];
  assert.deepEqual([[...at.shape], [...by.shape]], [[4, 21, 1], [4, 20, 1]]);
  return { at: Array.from(at.data, Number), by: Array.from(by.data, Number) };
}

Deno.test("headDirectionTrajectories run() gives updates that lead from bearing to bearing", async () => {
  const { at, by } = await headings(false);
  const turns = by.map((_, i) => {
    const from = i + Math.floor(i / 20);
    return foldAngle(at[from + 1]! - at[from]!);
  });
  assertClose(turns, by, { absolute: 2e-6 }); // float32 bearings up to pi
});

Deno.test("headDirectionTrajectories run() turns the same way by as much when it is biased", async () => {
  const [free, biased] = [await headings(false), await headings(true)];
  assert.ok(free.by.some((turn) => turn < 0));
  assert.deepEqual(biased.by, free.by.map(Math.abs));
  assert.deepEqual(
    [0, 21, 42, 63].map((i) => biased.at[i]),
    [0, 21, 42, 63].map((i) => free.at[i]),
  );
});

Deno.test("headDirectionTrajectories run() stands still where nothing turns", async () => {
  const { at, by } = await headings(true, 0);
  assert.ok(by.every((turn) => turn === 0));
  at.forEach((bearing, i) => assert.equal(bearing, at[21 * Math.floor(i / 21)]));
});
