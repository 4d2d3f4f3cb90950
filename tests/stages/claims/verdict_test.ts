import assert from "node:assert/strict";
import { claims } from "../../../stages/claims/criteria.ts";
import { weigh } from "../../../stages/claims/verdict.ts";
import type { Criterion, WeighOptions } from "../../../stages/claims/verdict.ts";
import { assertClose } from "../../support/assert_close.ts";

/** Weighs values of seeds 0, 1, 2, ..., each with this error within the seed. */
function weighed(
  values: readonly (number | undefined)[],
  limits: Omit<Criterion, "reason">,
  { error, ...options }: Partial<WeighOptions> & { readonly error?: number } = {},
) {
  const estimates = values.map((value, seed) =>
    [seed, value === undefined ? undefined : { value, error }] as const
  );
  return weigh(estimates, { ...limits, reason: "a test" }, { claim: 1, ...options });
}

Deno.test("weigh() decides by Student's interval and calls what lies astride undecided", () => {
  // [1, 2, 3]: 2 ± 4.303 / sqrt(3), that is [-0.484, 4.484]; its bootstrap interval is [1, 3].
  const { verdict, mean, sd, low, high, bootstrap } = weighed([1, 2, 3], { least: 0 });
  assert.equal(verdict, "undecided", "though the bootstrap would call it decided");
  assertClose([mean!, sd!, low!, high!], [2, 1, -0.4841, 4.4841], { absolute: 1e-4 });
  assert.deepEqual(bootstrap, { low: 1, high: 3 });
  assert.equal(weighed([1, 2, 3], { least: -0.5 }).verdict, "holds");
  assert.equal(weighed([1, 2, 3], { least: 4.5 }).verdict, "does not hold");
  assert.equal(weighed([1, 2, 3], { most: 4.5 }).verdict, "holds");
  assert.equal(weighed([1, 2, 3], { most: 4 }).verdict, "undecided");
  assert.equal(weighed([1, 2, 3], { most: -0.5 }).verdict, "does not hold");
});

Deno.test("weigh() lets a band hold only if the whole interval lies in it", () => {
  assert.equal(weighed([1, 2, 3], { least: -1, most: 5 }).verdict, "holds");
  assert.equal(weighed([1, 2, 3], { least: 1, most: 3 }).verdict, "undecided");
  assert.equal(weighed([1, 2, 3], { least: 1, most: 5 }).verdict, "undecided");
  assert.equal(weighed([1, 2, 3], { least: 5, most: 6 }).verdict, "does not hold");
  assert.equal(weighed([1, 2, 3], { least: -6, most: -5 }).verdict, "does not hold");
});

Deno.test("weigh() counts limits as inside, but for what is to be above one", () => {
  assert.equal(weighed([2, 2, 2], { least: 2, most: 2 }).verdict, "holds");
  assert.equal(weighed([0, 0, 0], { above: 0 }).verdict, "does not hold", "no order in equals");
  assert.equal(weighed([1, 1, 1], { above: 0 }).verdict, "holds");
});

Deno.test("weigh() does not test with fewer than three seeds, and keeps their values", () => {
  const two = weighed([5, 6], { least: 0 });
  assert.deepEqual(two.perSeed, [[0, 5], [1, 6]]);
  assert.equal(two.why, "2 seeds, an interval needs 3");
  assert.equal(weighed([5], { least: 0 }).why, "1 seed, an interval needs 3");
  assert.equal(weighed([], { least: 0 }).why, "0 seeds, an interval needs 3");
  for (const { verdict, mean, low, high, bootstrap } of [two, weighed([], { least: 0 })]) {
    assert.deepEqual([verdict, mean, low, high, bootstrap], ["not tested", null, null, null, null]);
  }
});

Deno.test("weigh() does not test what a seed has no finite value of, and names the seed", () => {
  const why = (values: readonly (number | undefined)[], scale?: "ratio") => {
    const { verdict, perSeed, why } = weighed(values, { least: 1 }, { scale });
    assert.equal(verdict, "not tested");
    assert.equal(perSeed.length, values.length);
    return why;
  };
  assert.equal(why([1, Infinity, 2, 3]), "the value of seed 1 is Infinity");
  assert.equal(why([NaN, 2, 3]), "the value of seed 0 is NaN");
  assert.equal(why([1, undefined, 2, NaN]), "seed 1 has no value, the value of seed 3 is NaN");
  assert.equal(why([1, 2, 0], "ratio"), "the ratio 0 of seed 2 has no logarithm");
  assert.equal(why([1, -2, 2], "ratio"), "the ratio -2 of seed 1 has no logarithm");
  assert.equal(why([1e308, -1e308, 1e308]), "the values are too large to be averaged");
  assert.deepEqual(weighed([1, NaN, 2], { least: 1 }).perSeed, [[0, 1], [1, null], [2, 2]]);
});

Deno.test("weigh() averages ratios as logarithms and shows them as ratios", () => {
  const found = weighed([1, 2, 4], { least: 0.5, most: 2 }, { scale: "ratio" });
  const half = 4.302653 * Math.LN2 / Math.sqrt(3);
  const expected = [2, 2 * Math.exp(-half), 2 * Math.exp(half), Math.LN2];
  assertClose([found.mean!, found.low!, found.high!, found.sd!], expected, { relative: 1e-6 });
  assertClose([found.bootstrap!.low!, found.bootstrap!.high!], [1, 4], { relative: 1e-12 });
  assert.equal(
    weighed([1, 2, 4], { least: 0.5, most: 12 }, { scale: "ratio" }).verdict,
    "undecided",
  );
  assert.equal(weighed([1, 2, 4], { least: 0.3, most: 12 }, { scale: "ratio" }).verdict, "holds");
  // From 1 to 4 a factor of two either way: as far from both limits.
  const between = weighed([1, 2, 4], { least: 1, most: 4 }, { scale: "ratio" });
  assertClose([between.distance!], [1], { relative: 1e-12 });
});

Deno.test("weigh() tells how far the nearest limit is and how many seeds would decide it", () => {
  const near = weighed([1, 2, 3], { least: 0.75, most: 9 });
  assert.equal(near.distance, 1.25);
  assert.equal(near.seedsToDecide, 5);
  assert.equal(weighed([1, 2, 3], { most: 0.75 }).seedsToDecide, 5, "outside as inside");
  const onLimit = weighed([1, 2, 3], { least: 2 });
  assert.deepEqual([onLimit.distance, onLimit.seedsToDecide], [0, null]);
  assert.equal(weighed([2, 2, 2], { least: 1 }).distance, null, "no spread to measure it in");
});

Deno.test("weigh() counts the seeds of a claim of order, equals against it", () => {
  assert.deepEqual(weighed([1, 2, 3, 4, 5], { above: 0 }).signs, { beyond: 5, of: 5, p: 1 / 32 });
  assert.deepEqual(weighed([1, 0, 3, -4, 5], { above: 0 }).signs, { beyond: 3, of: 5, p: 0.5 });
  assert.equal(weighed([1, 2, 3], { most: 1 }).signs, undefined);
  assert.equal(weighed([1, 2, 3], { least: 1, most: 2 }).signs, undefined);
});

Deno.test("weigh() marks errors within seeds that are not below a third of the SD over seeds", () => {
  const mark = (error: number | undefined, scale?: "ratio") =>
    weighed([1, 2, 3], { least: 0 }, error === undefined ? { scale } : { error, scale })
      .tooFewTrajectories;
  assert.equal(mark(0.33), false);
  assert.equal(mark(0.34), true);
  assert.equal(mark(undefined), undefined, "not known");
  // Of ratios 1, 2, 4 with errors of 0.4: relative errors 0.4, 0.2, 0.1; the SD is log 2.
  const ratio = weighed([1, 2, 4], { least: 0.1 }, { error: 0.4, scale: "ratio" });
  assertClose([ratio.withinSeed!], [Math.sqrt((0.16 + 0.04 + 0.01) / 3)], { relative: 1e-12 });
  assert.equal(ratio.tooFewTrajectories, true);
  assert.equal(weighed([2, 2, 2], { least: 1 }, { error: 0 }).tooFewTrajectories, false);
});

Deno.test("weigh() judges beside the sampling floor, which has to lie below the limit", () => {
  const floor = (...values: (number | undefined)[]) =>
    values.map((value, seed) =>
      [seed, value === undefined ? undefined : { value, error: undefined }] as const
    );
  const beside = (...values: (number | undefined)[]) =>
    weighed([0.1, 0.11, 0.12], { most: 0.5 }, { floor: floor(...values) });
  const low = beside(0.1, 0.2, 0.15);
  assert.equal(low.verdict, "holds");
  assert.deepEqual(low.floor, [[0, 0.1], [1, 0.2], [2, 0.15]]);
  const high = beside(0.4, 0.5, 0.6);
  assert.equal(high.verdict, "not tested");
  assert.equal(high.why, "the mean sampling floor, 0.5, is not below the limit");
  assert.equal(beside(0.1, 0.2, undefined).why, "sampling floor: seed 2 has no value");
  assert.equal(weighed([0.1, 0.11, 0.12], { most: 0.5 }).floor, undefined);
});

Deno.test("weigh() states its criterion in words", () => {
  assert.equal(weighed([], { least: 0.5, most: 2 }).criterion, "from 0.5 to 2");
  assert.equal(weighed([], { above: 0 }).criterion, "above 0");
  assert.equal(weighed([], { least: 2 }).criterion, "at least 2");
  assert.equal(weighed([], { most: 2 }).criterion, "at most 2");
});

Deno.test("there are criteria, with reasons, for all 13 claims", () => {
  assert.deepEqual(claims.map(({ number }) => number), Array.from({ length: 13 }, (_, i) => i + 1));
  for (const { measures } of claims) {
    assert.ok(measures.length > 0);
    for (const { criterion } of measures) assert.ok(criterion.reason.length > 5);
  }
});
