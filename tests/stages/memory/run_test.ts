import assert from "node:assert/strict";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { stream } from "../../../lib/random/stream.ts";
import { readMemory } from "../../../lib/results/memory.ts";
import { run } from "../../../stages/memory/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

const N = 300, ACTIVE = 10, STEPS = 120;

const array = (shape: number[], entry: (i: number) => number) =>
  encodeNpy({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => entry(i)),
  });

/** Points of a plane whose trajectory n is at `at(n, t)` in both coordinates' units. */
const walk = (steps: number, at: (n: number, t: number, d: number) => number) =>
  array([N, steps, 2], (i) => at(Math.floor(i / 2 / steps), Math.floor(i / 2) % steps, i % 2));

const normals = (name: string, count: number) => {
  const values = new Float64Array(count);
  stream("test memory", name).fillNormal(values);
  return values;
};
const cloud = normals("starts", 2 * N), drawn = normals("drawn", 2 * N * STEPS);
const drawnAgain = normals("again", 2 * N * STEPS);

/** Activity is N(0, I); own quiescence stays, that from the centre is 1 to the right and forgets. */
const active = walk(ACTIVE, (n, t, d) => drawn[2 * (n * ACTIVE + t) + d]!);
const again = walk(ACTIVE, (n, t, d) => drawnAgain[2 * (n * ACTIVE + t) + d]!);
const own = walk(STEPS, (n, _, d) => cloud[2 * n + d]!);
const away = walk(STEPS, (n, t, d) => drawn[2 * (n * STEPS + t) + d]! + (d === 0 ? 1 : 0));
const atCentre = walk(STEPS, (n, _, d) => 0.1 * cloud[2 * n + d]!);
const peak = (steps: number, height: number) => array([N, steps], () => height);

const inputs = {
  active,
  again,
  own,
  centre: away,
  activeDecoded: active,
  againDecoded: again,
  ownDecoded: own,
  centreDecoded: away,
  activePeak: peak(ACTIVE, 2),
  ownPeak: array([N, STEPS], (i) => i % STEPS < 60 ? 2 : 0.5),
  centrePeak: peak(STEPS, 4),
  ownFrozen: own,
  centreFrozen: atCentre,
};
const sizes = { trajectories: N, steps: STEPS, activeSteps: ACTIVE, early: 20 };
const parameters = {
  seed: 3,
  population: "spatial",
  network: "U^σ",
  points: 1000,
  ...sizes,
} as const;
const measured = async (changed: Partial<typeof inputs> = {}) =>
  readMemory((await runModule(run, parameters, { ...inputs, ...changed })).memory);

Deno.test("memory run() keeps the steps 0, 20, 50, each 100th and the last", async () => {
  assert.deepEqual((await measured()).steps, [0, 20, 50, 100, 119]);
});

Deno.test("memory run() tells what stays from what forgets, each from its own starts", async () => {
  const { memory } = await measured();
  assertClose(memory.own.map((value) => value!), [1, 1, 1, 1, 1], { absolute: 1e-6 });
  assert.ok(memory.centre.every((value) => value! < 0.05));
});

Deno.test("memory run() measures distances by step and window beside floor and frozen", async () => {
  const { distance, early, late, frozen, floor } = await measured();
  // A shift by 1 in x: 2 / pi, give or take what 300 points of a single step are off.
  assertClose(distance.centre, Array(5).fill(2 / Math.PI), { absolute: 0.12 });
  for (const { centre } of [early, late]) {
    assertClose([centre.distance], [2 / Math.PI], { absolute: 0.05 });
  }
  // What stands still is as far in every step and window as the frozen control.
  const alike = [...distance.own, early.own.distance, late.own.distance];
  assertClose(alike, alike.map(() => frozen.own.distance), { absolute: 2e-3 });
  assert.ok(floor.distance < frozen.own.distance);
  // From a point to N(0, I): the mean of |x|, sqrt(2 / pi); the starts at the centre are nearly one.
  assertClose([frozen.centre.distance], [0.9 * Math.sqrt(2 / Math.PI)], { absolute: 0.03 });
});

Deno.test("memory run() measures divergences from activity, of the frozen controls too", async () => {
  const { early, late, frozen, floor } = await measured();
  // As scipy.stats.gaussian_kde has it for such sets and as many points, over six draws: 0.54 with a
  // standard deviation of 0.06 where they are apart by 1, 0.02 of 0.01 where they are not, and 3.7 of 0.1
  // of starts that stand still within a tenth of the width.
  for (const { centre } of [early, late]) assertClose([centre.kl!], [0.54], { absolute: 0.2 });
  assertClose([floor.kl!], [0.02], { absolute: 0.03 });
  assertClose([frozen.centre.kl!], [3.7], { absolute: 0.3 });
  // Quiescence that stands still is as far as the frozen control, but for the points that are drawn.
  assertClose([early.own.kl!, late.own.kl!], [frozen.own.kl!, frozen.own.kl!], { absolute: 0.1 });
  assert.ok(frozen.own.kl! > floor.kl!);
});

Deno.test("memory run() says of each window whether activity fades or jumps", async () => {
  const { early, late } = await measured();
  assert.deepEqual([early.own.from, early.own.to, late.own.from, late.own.to], [0, 20, 60, 120]);
  assert.deepEqual([early.own.peak, late.own.peak, late.centre.peak], [1, 0.25, 2]);
  assert.deepEqual([early.own.jumps, late.own.jumps], [0, 0]);
  // Every second step goes there and back, farther than any active one.
  const jumping = walk(STEPS, (_, t, d) => d === 0 ? 100 * (Math.floor(t / 2) % 2) : 0);
  const changed = (await measured({ centreDecoded: jumping })).late.centre;
  assert.equal(changed.jumps, 29 / 59);
});

Deno.test("memory run() has no divergence where points span no plane", async () => {
  const still = walk(STEPS, () => 0.25);
  const { late, memory } = await measured({ centreDecoded: still, centre: still });
  assert.equal(late.centre.kl, null);
  assert.equal(memory.centre[2], null);
  assert.equal(typeof late.own.kl, "number");
});

Deno.test("memory run() of bearings is circular, and has no divergence", async () => {
  const turns = (steps: number, at: (n: number, t: number) => number) =>
    array([N, steps], (i) => {
      const angle = at(Math.floor(i / steps), i % steps);
      return Math.atan2(Math.sin(angle), Math.cos(angle));
    });
  const start = (n: number) => 2 * Math.PI * n / N;
  const everywhere = turns(ACTIVE, (n, t) => start(n) + t / ACTIVE / 10);
  const own = turns(STEPS, (n, t) => start(n) + 0.1 * t);
  const centre = turns(STEPS, (n, t) => 0.5 * cloud[n]! + 0.1 * t);
  const still = turns(STEPS, (n) => 0.5 * cloud[n]!);
  const { memory, distance, late, frozen, floor } = readMemory(
    (await runModule(run, { ...parameters, population: "headDirection", points: null }, {
      ...inputs,
      active: everywhere,
      activeDecoded: everywhere,
      again: everywhere,
      againDecoded: everywhere,
      own,
      ownDecoded: own,
      centre,
      centreDecoded: centre,
      ownFrozen: turns(STEPS, start),
      centreFrozen: still,
    })).memory,
  );
  for (const values of [memory.own, memory.centre]) {
    assertClose(values.map((value) => value!), Array(5).fill(1), { absolute: 1e-6 });
  }
  assert.equal(late.own.kl, null);
  assert.equal(floor.distance, 0);
  assert.ok(frozen.own.distance < 0.01 && frozen.centre.distance > 1);
  assertClose(distance.centre, Array(5).fill(frozen.centre.distance), { absolute: 0.02 });
});
