import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { distanceOf, readDistances } from "../../../lib/results/distances.ts";
import { run } from "../../../stages/distances/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { float32Npy } from "../../support/float32_npy.ts";
import { runModule } from "../../support/run_module.ts";

const N = 8, STEPS = 10;
const random = stream("test", "distances run");
const cloud = Array.from({ length: N * STEPS * 2 }, () => random.normal());
const moved = (x: number) => cloud.map((value, i) => i % 2 === 0 ? value + x : value);

/** Each trajectory of one cloud, then of another. */
function oneThenOther(first: readonly number[], second: readonly number[]): number[] {
  const of = (from: readonly number[], i: number) => from.slice(2 * STEPS * i, 2 * STEPS * (i + 1));
  return Array.from({ length: N }, (_, i) => [...of(first, i), ...of(second, i)]).flat();
}

const sizes = { trajectories: N, activeSteps: STEPS, steps: 2 * STEPS, early: STEPS };
const parameters = { seed: 3, ...sizes, boxWidth: 2, boxHeight: 1 };
const active = float32Npy([N, STEPS, 2], cloud);
const still = Array.from({ length: N }, (_, i) => Array(2 * STEPS).fill([i, -i]).flat()).flat();
const frozen = float32Npy([N, 2 * STEPS, 2], still);
const quiescent = float32Npy([N, 2 * STEPS, 2], oneThenOther(cloud, moved(30)));

Deno.test("distances run() tells windows, floor and standing still apart", async () => {
  const { distances } = await runModule(
    run,
    { ...parameters, active: ["U"], quiescent: ["uniform", "B"] },
    {
      active: [active],
      again: [float32Npy([N, STEPS, 2], moved(3))],
      frozen: [frozen],
      quiescent: [quiescent],
    },
  );
  const all = [readDistances(distances)];
  assert.equal(all[0]!.distances.length, 6); // three windows, uniform, floor, standing still
  const of = (compared: "floor" | "frozen" | "B" | "uniform", window: "all" | "early" | "late") =>
    distanceOf(all, 3, { compared, active: "U", window })!;
  const { sw1, sw2, p } = of("B", "early");
  assert.deepEqual([sw1, sw2], [0, 0]);
  assert.ok(p! > 0.5);
  assertClose([of("B", "late").sw2, of("floor", "all").sw2], [30, 3].map((x) => x / Math.SQRT2), {
    relative: 1e-6, // of float32 positions
  });
  // The mean of |cos| over 64 directions is 1e-4 of it too large.
  assertClose([of("B", "late").sw1], [60 / Math.PI], { relative: 2e-4 });
  assert.ok(of("B", "late").energy > 40 && of("B", "late").p! < 0.01);
  assert.ok(of("B", "all").sw1 > of("B", "early").sw1 && of("B", "all").sw1 < of("B", "late").sw1);
  // Half of it is 30 m away.
  assertClose([of("B", "all").sw1], [of("B", "late").sw1 / 2], { relative: 0.1 });
  assert.deepEqual(of("frozen", "early"), of("frozen", "late"));
  assert.ok(of("frozen", "all").sw1 > 2);
  assert.equal(of("uniform", "all").p, null);
  // Of the box alone: the deviations of both, 1 and 1 m, and 0.58 and 0.29 m.
  assertClose([of("uniform", "late").sw2], [0.58], { absolute: 0.2 });
});

Deno.test("distances run() compares every row, each with its own floor and start", async () => {
  const far = float32Npy([N, STEPS, 2], moved(100));
  const { distances } = await runModule(
    run,
    { ...parameters, active: ["U", "B"], quiescent: ["U"] },
    {
      active: [active, far],
      again: [active, far],
      frozen: [frozen, frozen],
      quiescent: [quiescent],
    },
  );
  const all = [readDistances(distances)];
  const sw1 = (compared: "floor" | "frozen" | "U", active: "U" | "B") =>
    distanceOf(all, 3, { compared, active, window: "early" })!.sw1;
  assert.deepEqual([sw1("floor", "U"), sw1("floor", "B"), sw1("U", "U")], [0, 0, 0]);
  assert.ok(sw1("U", "B") > 60 && sw1("frozen", "B") > 50 && sw1("frozen", "U") < 10);
  assert.equal(distanceOf(all, 4, { compared: "U", active: "U", window: "all" }), undefined);
});

Deno.test("distances run() refuses positions that are missing or too short", async () => {
  const inputs = { active: [active], again: [active], frozen: [frozen], quiescent: [] };
  await assert.rejects(
    () => runModule(run, { ...parameters, active: ["U"], quiescent: ["B"] }, inputs),
    /Cannot compare "B": its positions are missing/,
  );
  await assert.rejects(
    () => runModule(run, { ...parameters, active: ["U"], quiescent: [], activeSteps: 9 }, inputs),
    /found Float32Array of shape \(8, 10, 2\), expected .*\(any, 9, 2\)/,
  );
});
