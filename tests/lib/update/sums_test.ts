import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { Moments } from "../../../lib/stats/covariance.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { bandsOf } from "../../../lib/update/bands.ts";
import { EngineMoments, together } from "../../../lib/update/engine_moments.ts";
import { noiseMoments } from "../../../lib/update/noise_moments.ts";
import { PairSums } from "../../../lib/update/pair_sums.ts";
import { type UpdateStep, UpdateSums } from "../../../lib/update/update_sums.ts";
import { assertClose } from "../../support/assert_close.ts";

const engine = await startWasmEngine();

Deno.test("EngineMoments has the mean and covariance of all rows, far from the origin, too", () => {
  const d = 6, rows = 40, random = stream("engine moments");
  const exact = new Moments(d), parts = [0, 1].map(() => new EngineMoments(engine, rows, d));
  const block = engine.allocate(rows, d);
  for (let b = 0; b < 7; b++) {
    for (let at = 0; at < block.data.length; at++) {
      block.data[at] = 100 + 10 ** -(at % d) * random.normal();
    }
    exact.add(block.data);
    parts[b % 2]!.add(block);
  }
  const found = together(parts[0]!.moments(), parts[1]!.moments());
  assert.equal(found.count, exact.count);
  assertClose(found.mean, exact.mean, { relative: 1e-12 });
  const scaled = exact.covariance().map((value) => value * (exact.count - 1) / exact.count);
  assertClose(found.covariance, scaled, { relative: 1e-5, absolute: 1e-8 });
  assert.throws(() => parts[0]!.add(engine.allocate(2, d)), /\[2, 6\] .* expected \[40, 6\]/);
  assert.throws(() => new EngineMoments(engine, 2, 2).moments(), /found no rows/);
});

Deno.test("noiseMoments() has mean and variance of the noise as it is added", () => {
  assert.deepEqual(noiseMoments({ law: "uniform", sigma: 0.6 }), {
    mean: 0.3,
    variance: 0.36 / 12,
  });
  assert.deepEqual(noiseMoments({ law: "gaussian", sigma: 0.5 }), { mean: 0, variance: 0.25 });
  assert.deepEqual(noiseMoments({ law: "none", sigma: 0 }), { mean: 0, variance: 0 });
});

Deno.test("bandsOf() takes 90 % as the manifold and less than ten times the noise as transverse", () => {
  // 70 + 30 of 124 are less than 90 %, so the third is needed; 10 is not below ten times 1.
  const bands = ["manifold", "manifold", "manifold", "middle", "transverse", "transverse"];
  assert.deepEqual(bandsOf([70, 30, 12, 10, 2, 0], 1), bands);
  assert.deepEqual(bandsOf([70, 30, 12, 10, 2, 0], 0).at(-1), "middle");
});

Deno.test("measures of a resample are those of the trajectories as often as they were drawn", () => {
  const units = 3, random = stream("resample");
  const draw = () => Float32Array.from({ length: 4 * units }, () => random.normal());
  const names = ["states", "updates", "noise", "linear", "mixture"] as const;
  const steps = [0, 1, 2].map(() =>
    Object.fromEntries(names.map((name) => [name, draw()])) as unknown as UpdateStep // all of them
  );
  const drawn = [2, 0, 1, 1];
  const rowsOf = (array: Float32Array) =>
    Float32Array.from(
      drawn.flatMap((times, n) => Array(times).fill([...array.subarray(3 * n, 3 * n + 3)]).flat()),
    );
  const bands = ["manifold", "middle", "transverse"] as const;
  const [all, chosen] = [0, 1].map(() => new UpdateSums(4, bands, 0.1)) as [UpdateSums, UpdateSums];
  for (const step of steps) {
    all.add(step);
    const { states, updates, noise, linear, mixture } = step;
    chosen.add({
      states: rowsOf(states),
      updates: rowsOf(updates),
      noise: rowsOf(noise),
      linear: rowsOf(linear),
      mixture: rowsOf(mixture),
    });
  }
  const weights = Float64Array.from(drawn);
  assertClose(all.spectrum(weights).beta, chosen.spectrum().beta, { relative: 1e-12 });
  const [found, expected] = [all.bands(weights), chosen.bands()];
  for (const band of ["all", ...bands] as const) {
    const values = Object.values(found[band]);
    assertClose(values, Object.values(expected[band]), { relative: 1e-10 });
  }
});

Deno.test("PairSums pools trajectories and tells lags apart", () => {
  const sums = new PairSums(2, 2);
  const b = Float32Array.of(1, 0, 0, 2);
  sums.add(0, Float32Array.of(0.5, 0, 0, 1), b);
  sums.add(1, Float32Array.of(0, 3, 4, 0), b);
  const [first, second] = sums.measures();
  assertClose([first!.slope, first!.cosine, first!.norm], [0.5, 1, 0.5], { absolute: 1e-12 });
  assertClose([second!.slope, second!.cosine, second!.norm], [0, 0, Math.sqrt(5)], {
    absolute: 1e-12,
  });
  const [, once] = sums.measures(Float64Array.of(1, 0));
  assert.equal(once!.norm, 3);
});
