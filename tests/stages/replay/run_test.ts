import assert from "node:assert/strict";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { stream } from "../../../lib/random/stream.ts";
import { motionOf, PRIMARY, readReplay } from "../../../lib/results/replay.ts";
import type { Replay } from "../../../lib/results/replay.ts";
import { run } from "../../../stages/replay/run.ts";
import { assertClose } from "../../support/assert_close.ts";
import { runModule } from "../../support/run_module.ts";

const N = 24, ACTIVE = 60, QUIESCENT = 400;
const BOX = { width: 2.2, height: 2.2 };

/** What trajectory n shows at time t. */
type Course = (n: number, t: number) => readonly number[];

function npy(n: number, steps: number, course: Course, flat = false) {
  const points = Array.from(
    { length: n * steps },
    (_, i) => course(Math.floor(i / steps), i % steps),
  );
  const width = points[0]!.length;
  return encodeNpy({
    shape: flat ? [n, steps] : [n, steps, width],
    data: Float32Array.from(points.flat()),
  });
}

/** From the lower border to the right, `speed` metres a step. */
const rightwards = (speed: number): Course => (n, t) => [-1.1 + speed * t, -1 + 0.08 * n];
const high = () => [2];

interface Given {
  readonly active: Course;
  readonly quiescent: Course;
  readonly peak?: Course;
  readonly top3?: Course;
}

async function measure(
  { active, quiescent, peak = high, top3 = quiescent }: Given,
): Promise<Replay> {
  const circle = active(0, 0).length === 1;
  const { replay } = await runModule(run, {
    seed: 3,
    kind: circle ? "head direction" : "spatial",
    condition: "U^σ",
    early: 100,
    box: circle ? null : BOX,
  }, {
    coordinates: npy(N + 2, ACTIVE + 1, active),
    activeDecoded: npy(N, ACTIVE, active, circle),
    activeSmooth: npy(N, ACTIVE, active, circle),
    activePeak: npy(N, ACTIVE, high, true),
    quiescentDecoded: npy(N, QUIESCENT, top3, circle),
    quiescentSmooth: npy(N, QUIESCENT, quiescent, circle),
    quiescentPeak: npy(N, QUIESCENT, peak, true),
  });
  return readReplay(replay);
}

Deno.test("replay run() measures straight motion, four times as slow in quiescence", async () => {
  const found = await measure({ active: rightwards(0.02), quiescent: rightwards(0.005) });
  const { seed, kind, condition, motions } = found;
  assert.deepEqual([seed, kind, condition], [3, "spatial", "U^σ"]);
  assert.deepEqual(motions.map(({ phase, decoder, from, to }) => [phase, decoder, from, to]), [
    ["true", "none", 0, 60],
    ...["smooth", "top-3"].flatMap((decoder) => [
      ["active", decoder, 0, 60],
      ["early", decoder, 0, 100],
      ["late", decoder, 200, 400],
    ]),
  ]);
  for (const { phase, exponents, path, stepQuantiles, beside } of motions) {
    const speed = phase === "true" || phase === "active" ? 0.02 : 0.005;
    assertClose(exponents.map(({ value }) => value!), [2, 2, 2], { absolute: 1e-3 });
    assertClose([path!, ...stepQuantiles], [100 * speed, ...Array(5).fill(speed)], {
      relative: 1e-4, // float32
    });
    if (speed === 0.02) assert.equal(beside, undefined);
    else {
      assertClose([beside!.compression.value!], [0.25], { relative: 1e-4 });
      assertClose([beside!.compression.error!], [0], { absolute: 1e-6 }); // all are equally fast
      assert.equal(beside!.jumps, 0);
      assert.equal(beside!.peak, 1);
    }
  }
  // Displacements of up to 50 steps.
  const early = motionOf(found, "early")!;
  assert.equal(early.squared.length, 50);
  assertClose(early.squared, early.squared.map((_, i) => (0.005 * (i + 1)) ** 2), {
    relative: 1e-3,
  });
});

Deno.test("replay run() counts cells by elapsed steps, together and by distance", async () => {
  const found = await measure({ active: rightwards(0.02), quiescent: rightwards(0.005) });
  const of = (wanted: string) => found.coverage.find(({ phase }) => phase === wanted)!;
  assert.deepEqual(found.coverage.map(({ phase }) => phase), [
    "true",
    "active",
    "quiescent",
    "late",
  ]);
  const active = of("active"), quiescent = of("quiescent"), late = of("late");
  assert.equal(active.steps.at(-1), 50);
  assert.deepEqual(late.steps.slice(-2), [150, 200]);
  // A cell is 0.2 m wide: after 50 steps of 0.02 m a trajectory has come to its fifth.
  assertClose([active.each.at(-1)!], [5 / 121], { relative: 1e-9 });
  assertClose([quiescent.each[quiescent.steps.indexOf(200)]!], [5 / 121], { relative: 1e-9 });
  // Together they start in rows from -1 to 0.84: ten of them.
  assertClose([active.pooled[0]!, active.pooled.at(-1)!], [10 / 121, 50 / 121], { relative: 1e-9 });
  // At equal distances they have covered the same.
  const half = (distances: readonly number[]) => distances.indexOf(0.5);
  assert.equal(
    active.eachAtDistance[half(active.distances)],
    quiescent.eachAtDistance[half(quiescent.distances)],
  );
  assert.equal(active.distances.at(-1), 1); // 59 steps of 0.02 m
});

Deno.test("replay run() finds no exponent where nothing moves, and says so", async () => {
  const still: Course = (n) => [0.01 * n, 0];
  const late = motionOf(await measure({ active: rightwards(0.02), quiescent: still }), "late")!;
  assert.deepEqual(late.exponents[PRIMARY], { value: null, error: null, why: "nothing moves" });
  assert.deepEqual(late.beside!.compression, { value: 0, error: 0, why: undefined });
  const frozen = motionOf(await measure({ active: still, quiescent: still }), "late")!;
  assert.match(frozen.beside!.compression.why!, /nothing moves in activity/);
});

Deno.test("replay run() tells jumps from the longest active step, by decoder", async () => {
  const jumping: Course = (n, t) => [t % 10 === 0 ? 1 : 0, n];
  const found = await measure({
    active: rightwards(0.02),
    quiescent: rightwards(0.005),
    top3: jumping,
  });
  // There and back in every tenth step: 19 of 99 steps and, of the second half, 39 of 199.
  assertClose([motionOf(found, "early", "top-3")!.beside!.jumps], [19 / 99], { relative: 1e-12 });
  assertClose([motionOf(found, "late", "top-3")!.beside!.jumps], [39 / 199], { relative: 1e-12 });
  assert.equal(motionOf(found, "early", "smooth")!.beside!.jumps, 0);
});

Deno.test("replay run() fits stretches of live activity alone, where they are enough", async () => {
  // The first trajectories fade and stand still from step 200 on.
  const fading = (faded: number): Given => {
    const walks = new Float64Array(2 * N * QUIESCENT);
    stream("replay test").fillNormal(walks);
    for (let i = 0; i < walks.length; i++) {
      const t = Math.floor(i / 2) % QUIESCENT, stands = i < 2 * faded * QUIESCENT && t >= 200;
      if (t > 0) walks[i] = walks[i - 2]! + (stands ? 0 : walks[i]!);
    }
    return {
      active: rightwards(0.02),
      quiescent: (
        n,
        t,
      ) => [...walks.subarray(2 * (n * QUIESCENT + t), 2 * (n * QUIESCENT + t) + 2)],
      peak: (n, t) => [n < faded && t >= 200 ? 0.9 : 1.1],
    };
  };
  const few = motionOf(await measure(fading(4)), "late")!.beside!;
  assert.equal(few.lively.stretches, 20);
  assertClose([few.lively.value!], [1], { absolute: 0.15 });
  assertClose([few.peak], [(20 * 1.1 + 4 * 0.9) / 24 / 2], { relative: 1e-6 });
  const many = motionOf(await measure(fading(5)), "late")!.beside!.lively;
  assert.deepEqual([many.value, many.stretches], [null, 19]);
  assert.match(many.why!, /fewer than 20 stretches of 100 steps/);
});

Deno.test("replay run() follows bearings round the circle, and takes steady turning out", async () => {
  const draws = new Float64Array(N * QUIESCENT);
  stream("replay circle").fillNormal(draws);
  const turned = draws.slice();
  for (let i = 0; i < turned.length; i++) {
    turned[i] = i % QUIESCENT === 0 ? 0 : turned[i - 1]! + 0.05 + 0.05 * draws[i]!;
  }
  const fold = (angle: number) => Math.atan2(Math.sin(angle), Math.cos(angle));
  const found = await measure({
    active: (_, t) => [fold(0.3 * t)],
    quiescent: (n, t) => [fold(turned[n * QUIESCENT + t]!)],
  });
  assert.deepEqual(found.coverage, []);
  const truth = motionOf(found, "true", "none")!, late = motionOf(found, "late")!;
  assertClose([truth.exponents[PRIMARY]!.value!], [2], { absolute: 1e-4 });
  assertClose([truth.detrended!.squared[9]!], [0], { absolute: 1e-9 });
  assert.ok(late.exponents[PRIMARY]!.value! > 1.6);
  assertClose([late.detrended!.exponents[PRIMARY]!.value!], [1], { absolute: 0.15 });
  assert.ok(motionOf(found, "true", "none")!.squared.at(-1)! > 100); // far more than a turn
});
