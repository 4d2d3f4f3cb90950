import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { optimumOf, type SeedOfSweep } from "../../../lib/stats/optimum.ts";

const factors = [0, 1, 2, 4];
const random = () => stream("optimum", "test");

/** Seeds with these distances by factor, and these floors. */
const seeds = (distances: readonly number[][], floor: readonly number[]) =>
  distances.map((of, i) => ({ distances: of, resampled: [], floor: floor[i]! }));

Deno.test("optimumOf() finds the least mean over seeds among the factors above 0", () => {
  const distances = [[0.1, 0.5, 0.3, 0.6], [0.1, 0.4, 0.5, 0.9], [0.1, 0.6, 0.3, 0.8]];
  const { factor, low, high } = optimumOf(
    factors,
    seeds(distances, [0.01, 0.02, 0.015]),
    random(),
  );
  assert.equal(factor, 2); // 0.367 on average, against 0.5 at 1; 0 is no candidate
  // Of 27 samples of seeds only that of the second alone has its least at 1: 3.7 %, above 2.5 %.
  assert.deepEqual([low, high], [1, 2]);
});

Deno.test("optimumOf() counts as flat what the t bound of paired differences leaves below the floor's SD", () => {
  // Differences from factor 2: at 1 all 0.01, so the bound is 0.01; at 4 their mean is 0.01, too, but
  // with an SD of 0.01, and 0.01 + 2.920 x 0.01 / sqrt(3) = 0.0269.
  const distances = [[0.9, 0.31, 0.3, 0.31], [0.9, 0.51, 0.5, 0.52], [0.9, 0.41, 0.4, 0.4]];
  const flat = (...floor: number[]) => optimumOf(factors, seeds(distances, floor), random()).flat;
  assert.deepEqual(flat(0, 0.02, 0.04), [1, 2]); // an SD of 0.02
  assert.deepEqual(flat(0, 0.027, 0.054), [1, 2, 4]);
  assert.deepEqual(flat(0.1, 0.1, 0.1), [2]);
});

Deno.test("optimumOf() resamples the trajectories of the seeds that it draws, where they are given", () => {
  const certain = seeds([[0.1, 0.5, 0.3, 0.6], [0.1, 0.5, 0.3, 0.6]], [0.01, 0.02]);
  assert.deepEqual(interval(certain), [2, 2]); // the seeds agree
  // Half of the resamples of a seed have their least at 4: a quarter of the samples are of these alone.
  const resampled = [[0.1, 0.5, 0.3, 0.6], [0.1, 0.5, 0.6, 0.1]];
  assert.deepEqual(interval(certain.map((seed) => ({ ...seed, resampled }))), [2, 4]);

  function interval(all: readonly SeedOfSweep[]) {
    const { low, high } = optimumOf(factors, all, random());
    return [low, high];
  }
});

Deno.test("optimumOf() of a single seed has neither interval nor flat set", () => {
  assert.deepEqual(optimumOf(factors, seeds([[0.1, 0.5, 0.3, 0.6]], [0.1]), random()), {
    factor: 2,
    low: null,
    high: null,
    flat: null,
  });
});

Deno.test("optimumOf() refuses no seed and no factor above 0", () => {
  const expected = /Cannot find an optimum: expected a seed and a factor above 0/;
  assert.throws(() => optimumOf(factors, [], random()), expected);
  assert.throws(() => optimumOf([0], seeds([[0.1]], [0.1]), random()), expected);
});
