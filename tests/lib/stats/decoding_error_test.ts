import assert from "node:assert/strict";
import { decodeBearing } from "../../../lib/decoding/bearing.ts";
import { decodePosition } from "../../../lib/decoding/position.ts";
import { topK } from "../../../lib/decoding/top_k.ts";
import { bearingError, positionError } from "../../../lib/stats/decoding_error.ts";
import { linspace } from "../../../lib/stats/histogram.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("metrics");

function winners(task: string): Uint16Array {
  const activations = Float32Array.from(flat(at(inputs, task, "outputs")));
  const out = new Uint16Array(activations.length / 18 * 3);
  topK(activations, { rows: activations.length / 18, cells: 18, k: 3 }, out);
  return out;
}

Deno.test("positionError() equals the reference on given positions", () => {
  const error = positionError(flat(inputs.decoded_trajectory), flat(inputs.trajectory));
  const expected = flat(outputs.pos_mse_of_decoded_trajectory_float64);
  assertClose([error.squared], expected, { relative: 1e-12 });
});

Deno.test("positionError() equals the reference when the positions are decoded here", () => {
  const centres = Float32Array.from(flat(at(inputs, "spatial_task", "centres")));
  const decoded = decodePosition(winners("spatial_task"), 3, centres);
  const error = positionError(decoded, flat(at(inputs, "spatial_task", "target_positions")));
  // The reference decodes and averages in float32.
  assertClose([error.squared], flat(at(outputs, "spatial_task", "pos_mse")), { absolute: 2e-6 });
});

Deno.test("positionError() gives the mean distance and half the mean squared distance", () => {
  const error = positionError(Float32Array.of(0, 0, 1, 1), Float32Array.of(3, 4, 1, 1));
  assert.deepEqual(error, { distance: 2.5, squared: 25 / 4 });
});

Deno.test("bearingError() equals the reference, as released and circular", () => {
  const angles = Float32Array.from(linspace(-Math.PI, Math.PI, 18));
  const decoded = decodeBearing(winners("head_direction_task"), 3, angles);
  assertClose(decoded, flat(at(outputs, "head_direction_task", "decoded")), { absolute: 2e-6 });
  const target = flat(at(inputs, "head_direction_task", "target_angles"));
  const error = bearingError(decoded, target);
  const expected = (key: string) => flat(at(outputs, "head_direction_task", key));
  assertClose([error.released], expected("hd_mse_as_released"), { relative: 2e-6 });
  assertClose([error.squared], expected("circular_mse_float64"), { relative: 2e-6 });
});

Deno.test("bearingError() sees a small error across the cut at pi as small", () => {
  const error = bearingError(Float64Array.of(3.1), Float64Array.of(-3.1));
  const small = 2 * Math.PI - 6.2;
  assertClose([error.absolute, error.squared], [small, small ** 2], { relative: 1e-12 });
  assertClose([error.released], [6.2 ** 2], { relative: 1e-12 });
});

Deno.test("positionError() and bearingError() throw when lengths differ or are 0", () => {
  const none = new Float32Array(0);
  assert.throws(() => positionError(new Float32Array(4), none), /Cannot compare 4 decoded/);
  assert.throws(() => bearingError(none, none), /Cannot compare 0 decoded/);
});
