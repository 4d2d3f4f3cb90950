import assert from "node:assert/strict";
import { mean } from "../../../lib/stats/summary.ts";
import { totalVariances } from "../../../lib/stats/total_variance.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden, shapeOf } from "../../support/golden.ts";

const { inputs, outputs } = golden("metrics");
const plane = { shape: shapeOf(inputs.trajectory), data: flat(inputs.trajectory) };
const line = { shape: shapeOf(inputs.trajectory_1d), data: flat(inputs.trajectory_1d) };
const expected = (key: string) => flat(at(outputs, "output_variance_float64", key));

Deno.test("totalVariances() equal the reference, averaged, from a given step, from the start and in 1D", () => {
  const shift = flat(inputs.shift)[0]!;
  const tolerance = { relative: 1e-12 };
  assertClose([mean(totalVariances(plane, shift))], expected("shift_given"), tolerance);
  assertClose([mean(totalVariances(plane))], expected("shift_zero"), tolerance);
  assertClose(
    [mean(totalVariances(line, shift))],
    expected("one_dimensional_shift_given"),
    tolerance,
  );
});

Deno.test("totalVariances() look at no step outside its window", () => {
  const data = Float64Array.of(99, 1, 2, 3, 99, 99, 2, 4, 6, 99);
  assert.deepEqual(totalVariances({ shape: [2, 5], data }, 1, 4), Float64Array.of(1, 4));
});

Deno.test("totalVariances() throw when the window holds fewer than two steps", () => {
  assert.throws(() => totalVariances(plane, 59), /steps 59 to 60/);
  assert.throws(() => totalVariances(plane, 0, 61), /at least two of 60/);
});
