import assert from "node:assert/strict";
import { decodePosition } from "../../../lib/decoding/position.ts";
import { topK } from "../../../lib/decoding/top_k.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("decode_position");
const centres = Float32Array.from(flat(inputs.centres));

function decode(activations: Float64Array, k: number): Float32Array {
  const rows = activations.length / 20;
  const winners = new Uint16Array(rows * k);
  topK(Float32Array.from(activations), { rows, cells: 20, k }, winners);
  return decodePosition(winners, k, centres);
}

for (const kind of ["tuned", "gaussian_random", "all_negative", "ties_inside_the_top_k"]) {
  Deno.test(`decodePosition() equals the reference when activations are ${kind}`, () => {
    // The reference sums in float32: 2e-6 is the README's tolerance.
    const positions = decode(flat(at(inputs, "activations", kind)), 3);
    assertClose(positions, flat(at(outputs, kind, "decoded")), { absolute: 2e-6 });
  });
}

Deno.test("decodePosition() gives the centre of the most active cell when k is 1", () => {
  const positions = decode(flat(at(inputs, "activations", "gaussian_random")), 1);
  assert.deepEqual([...positions], [...flat(at(outputs, "gaussian_random_k1", "decoded"))]);
});

Deno.test("decodePosition() equals the reference's lowest-index choice when cells tie", () => {
  const positions = decode(flat(inputs.ambiguous_activations), 3);
  for (let row = 0; row < 4; row++) {
    const expected = flat(at(outputs, "ambiguous", row, "lowest_index_decoded_float64"));
    // One rounding to float32.
    assertClose(positions.slice(2 * row, 2 * row + 2), expected, { relative: 6e-8 });
  }
});
