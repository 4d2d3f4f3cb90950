import assert from "node:assert/strict";
import { difference, largest, ratio, smallest } from "../../../stages/claims/estimate.ts";
import {
  divergenceOf,
  fall,
  gapOf,
  largestFloor,
  largestGap,
  largestMatched,
  matchOf,
  stepRatio,
  varianceDifference,
  velocityOf,
} from "../../../stages/claims/formulas.ts";
import { assertClose } from "../../support/assert_close.ts";

const known = (value: number) => ({ value, error: undefined });

Deno.test("difference() and ratio() combine errors as those of independent numbers", () => {
  const a = { value: 10, error: 3 }, b = { value: 5, error: 4 };
  assert.deepEqual(difference(a, b), { value: 5, error: 5 });
  const { value, error } = ratio(a, b)!;
  assertClose([value, error!], [2, 2 * Math.sqrt(0.3 ** 2 + 0.8 ** 2)], { relative: 1e-15 });
  assert.deepEqual(difference(a, known(5)), { value: 5, error: undefined });
  assert.deepEqual(ratio(known(10), b), { value: 2, error: undefined });
  assert.equal(ratio(known(-1), known(0))!.value, -Infinity);
});

Deno.test("largest() and smallest() take the error along and miss what is missing", () => {
  const all = [known(1), { value: 3, error: 0.1 }, { value: -2, error: 0.2 }];
  assert.deepEqual(largest(all), all[1]);
  assert.deepEqual(smallest(all), all[2]);
  assert.equal(largest([...all, undefined]), undefined);
  assert.equal(smallest([undefined, ...all]), undefined);
});

Deno.test("fall() divides the last value of a curve by an earlier one", () => {
  const curves = { meanSquaredError: [], releasedError: [] };
  const history = { batches: [0, 1, 2], loss: [9, 4, 1], error: [8, 6, 2], ...curves };
  assert.equal(fall(history, "error", 0)!.value, 0.25);
  assert.equal(fall(history, "loss", 1)!.value, 0.25);
  assert.equal(fall({ batches: [0], loss: [9], error: [8], ...curves }, "loss", 1), undefined);
  assert.equal(fall(undefined, "loss", 1), undefined);
});

Deno.test("largestGap() finds the component at which curves are farthest apart", () => {
  const active = { cumulativeRatio: [0.4, 0.6, 0.9] };
  assertClose(
    [largestGap(active, { cumulativeRatio: [0.5, 0.3, 0.8] })!.value],
    [0.3],
    { absolute: 1e-15 },
  );
  assert.equal(largestGap(active, { cumulativeRatio: [0.5, 0.3] }), undefined, "one is shorter");
  assert.equal(largestGap(active, undefined), undefined);
  assert.equal(largestGap({ cumulativeRatio: [] }, { cumulativeRatio: [] }), undefined);
});

/** KL of seed 7: rows quiescent, columns U, B. */
const matrix = ([
  ["U", 0.5, 3],
  ["B", 4, 0.75],
  ["R^σ", 2, 6],
  ["uniform", 0.25, 5],
] as const).map(([quiescent, U, B]) => ({
  seed: 7,
  quiescent,
  values: { U, B },
  errors: { U: 0.5 },
  clipped: { U: 0, B: 0 },
}));

Deno.test("divergenceOf() and largestMatched() read the matrix of their seed", () => {
  assert.equal(divergenceOf(matrix, 7, "uniform", "U")!.value, 0.25);
  assert.deepEqual(divergenceOf(matrix, 7, "B", "U"), { value: 4, error: 0.5 });
  assert.equal(divergenceOf(matrix, 7, "B", "B")!.error, undefined);
  assert.equal(largestMatched(matrix, 7, ["U", "B"])!.value, 0.75);
  assert.equal(divergenceOf(matrix, 8, "uniform", "U"), undefined);
  assert.equal(largestMatched(matrix, 7, ["U", "B^σ"]), undefined);
});

Deno.test("largestFloor() reads second active sets, not the matched pairs", () => {
  const floors = [["U again", "U", 0.1], ["B again", "B", 0.2]] as const;
  const all = floors.map(([quiescent, active, value]) => ({
    seed: 7,
    quiescent,
    values: { [active]: value },
    errors: {},
    clipped: {},
  }));
  assert.equal(largestFloor([...matrix, ...all], 7, ["U", "B"])!.value, 0.2);
  assert.equal(largestFloor([...matrix, ...all], 7, ["U"])!.value, 0.1);
  assert.equal(largestFloor(matrix, 7, ["U"]), undefined);
});

Deno.test("gapOf() sets the smallest mismatched divergence against the largest matched one", () => {
  assert.equal(gapOf(matrix, 7, ["U", "B"])!.value, 3 - 0.75);
  assert.equal(gapOf(matrix, 7, ["U", "B"], { others: ["R^σ"] })!.value, 2 - 0.75);
  assert.equal(gapOf(matrix, 7, ["U", "B"], { others: ["B^σ"] }), undefined);
  const reversed = matrix.map((each) => ({
    ...each,
    values: { U: each.values.B, B: each.values.U },
  }));
  assert.equal(gapOf(reversed, 7, ["U", "B"])!.value, 0.5 - 4);
});

Deno.test("varianceDifference() takes the noiseless network of the same bias and seed away", () => {
  const variances = ([
    { seed: 1, condition: "noisy unbiased", value: 0.5, error: 0.3 },
    { seed: 1, condition: "noiseless unbiased", value: 0.125, error: 0.4 },
    { seed: 1, condition: "noisy biased", value: 9, error: null },
    { seed: 2, condition: "noiseless unbiased", value: 7, error: null },
  ] as const).map((each) => ({ ...each, from: 0, to: 10 }));
  assert.deepEqual(varianceDifference(variances, 1, "unbiased"), { value: 0.375, error: 0.5 });
  assert.equal(varianceDifference(variances, 1, "biased"), undefined);
  assert.equal(varianceDifference(variances, 2, "unbiased"), undefined);
});

Deno.test("stepRatio() divides mean steps and knows their error from the trajectories", () => {
  const groups = ([
    { seed: 1, group: "NT active", mean: [1, 3] },
    { seed: 1, group: "NT quiescent", mean: [4, 4] },
  ] as const).map((each) => ({ ...each, steps: 9, largest: [] }));
  const { value, error } = stepRatio(groups, 1, "NT quiescent", "NT active")!;
  // Of 1 and 3 the SD is sqrt 2 and the error 1: half the mean, so half the ratio.
  assertClose([value, error!], [2, 1], { relative: 1e-15 });
  assert.equal(stepRatio(groups, 1, "DT active", "NT active"), undefined);
  assert.equal(stepRatio(groups, 2, "NT quiescent", "NT active"), undefined);
  assert.equal(stepRatio([{ ...groups[0]!, mean: [] }], 1, "NT active", "NT active"), undefined);
});

Deno.test("matchOf() and velocityOf() read the value of their seed", () => {
  const errors = { histogramDistance: 0.01, activeHole: 0.02, quiescentHole: 0.03 };
  const values = { histogramDistance: 0.1, activeHole: null, quiescentHole: 0.3 };
  const match = [{ seed: 3, ...values, errors }];
  assert.deepEqual(matchOf(match, 3, "quiescentHole"), { value: 0.3, error: 0.03 });
  assert.equal(matchOf(match, 3, "activeHole"), undefined);
  assert.equal(matchOf(match, 4, "quiescentHole"), undefined);
  const velocity = [{
    seed: 3,
    edges: [-1, 0],
    proportion: [1],
    mean: -0.5,
    backward: 0.25,
    errors: { mean: 0.1, backward: null },
    released: { proportion: [1], mean: -0.5 },
  }];
  assert.deepEqual(velocityOf(velocity, 3, "mean"), { value: -0.5, error: 0.1 });
  assert.deepEqual(velocityOf(velocity, 3, "backward"), { value: 0.25, error: undefined });
  assert.equal(velocityOf([], 3, "mean"), undefined);
});
