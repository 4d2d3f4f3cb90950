import { decodeBearing } from "../../../lib/decoding/bearing.ts";
import { topK } from "../../../lib/decoding/top_k.ts";
import { assertClose } from "../../support/assert_close.ts";
import { at, flat, golden } from "../../support/golden.ts";

const { inputs, outputs } = golden("decode_bearing");
const preferredAngles = Float32Array.from(flat(inputs.preferred_angles));

function decode(activations: Float64Array, k: number): Float32Array {
  const rows = activations.length / 24;
  const winners = new Uint16Array(rows * k);
  topK(Float32Array.from(activations), { rows, cells: 24, k }, winners);
  return decodeBearing(winners, k, preferredAngles);
}

for (const kind of ["tuned", "gaussian_random", "all_negative", "ties_inside_the_top_k"]) {
  Deno.test(`decodeBearing() equals the reference when activations are ${kind}`, () => {
    // The reference sums in float32: 2e-6 is the README's tolerance.
    const bearings = decode(flat(at(inputs, "activations", kind)), 3);
    assertClose(bearings, flat(at(outputs, kind, "decoded")), { absolute: 2e-6 });
  });
}

Deno.test("decodeBearing() gives the angle of the most active cell when k is 1", () => {
  const bearings = decode(flat(at(inputs, "activations", "gaussian_random")), 1);
  assertClose(bearings, flat(at(outputs, "gaussian_random_k1", "decoded")), { absolute: 2e-6 });
});

Deno.test("decodeBearing() equals the reference's lowest-index choice when cells tie", () => {
  const bearings = decode(flat(inputs.ambiguous_activations), 3);
  for (let row = 0; row < 4; row++) {
    const expected = flat(at(outputs, "ambiguous", row, "lowest_index_decoded_float64"));
    assertClose(bearings.slice(row, row + 1), expected, { absolute: 2e-6 });
  }
});
