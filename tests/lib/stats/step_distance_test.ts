import assert from "node:assert/strict";
import { stepDistance } from "../../../lib/stats/step_distance.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden, shapeOf } from "../../support/golden.ts";

const { inputs, outputs } = golden("metrics");

for (const [input, output] of [["trajectory", ""], ["trajectory_1d", "_1d"]] as const) {
  Deno.test(`stepDistance() equals the reference's mean (${input})`, () => {
    const { mean } = stepDistance({ shape: shapeOf(inputs[input]), data: flat(inputs[input]) });
    assertClose(mean, flat(outputs[`stepwise_distance${output}_float64`]), { relative: 1e-12 });
    // The reference's own sums are float32.
    assertClose(mean, flat(outputs[`stepwise_distance${output}`]), { absolute: 2e-6 });
  });
}

Deno.test("stepDistance() keeps trajectories apart and finds the largest step of each", () => {
  const data = Float32Array.of(0, 0, 3, 4, 3, 4, 100, 0, 100, 1, 100, 3);
  assert.deepEqual(stepDistance({ shape: [2, 3, 2], data }), {
    mean: Float64Array.of(2.5, 1.5),
    largest: Float64Array.of(5, 2),
  });
});

Deno.test("stepDistance() throws when there is one point only", () => {
  assert.throws(() => stepDistance({ shape: [2, 1], data: new Float32Array(2) }), /expected two/);
});
