import assert from "node:assert/strict";
import { totalVariance } from "../../../lib/stats/total_variance.ts";
import { at, flat, golden, shapeOf } from "../../golden.ts";
import { assertClose } from "./assert_close.ts";

const { inputs, outputs } = golden("metrics");
const plane = { shape: shapeOf(inputs.trajectory), data: flat(inputs.trajectory) };
const line = { shape: shapeOf(inputs.trajectory_1d), data: flat(inputs.trajectory_1d) };
const expected = (key: string) => flat(at(outputs, "output_variance_float64", key));

Deno.test("totalVariance() equals the reference from a given step, from the start and in 1D", () => {
  const shift = flat(inputs.shift)[0]!;
  const tolerance = { relative: 1e-12 };
  assertClose([totalVariance(plane, shift)], expected("shift_given"), tolerance);
  assertClose([totalVariance(plane)], expected("shift_zero"), tolerance);
  assertClose([totalVariance(line, shift)], expected("one_dimensional_shift_given"), tolerance);
});

Deno.test("totalVariance() looks at no step outside its window", () => {
  const trajectories = { shape: [1, 5], data: Float64Array.of(99, 1, 2, 3, 99) };
  assert.equal(totalVariance(trajectories, 1, 4), 1);
});

Deno.test("totalVariance() throws when the window holds fewer than two steps", () => {
  assert.throws(() => totalVariance(plane, 59), /steps 59 to 60/);
  assert.throws(() => totalVariance(plane, 0, 61), /at least two of 60/);
});
