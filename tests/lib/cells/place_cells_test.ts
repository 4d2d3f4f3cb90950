import assert from "node:assert/strict";
import { expNegative } from "../../../lib/cells/exp_negative.ts";
import { placeCellCentres, PlaceCells } from "../../../lib/cells/place_cells.ts";
import { stream } from "../../../lib/random/stream.ts";
import { flat, golden, shapeOf } from "../../support/golden.ts";

for (const name of ["place_cells_tiny", "place_cells_medium"]) {
  for (
    const [normalisation, output] of [
      ["softmax", "softmax_float64"],
      ["softmax", "softmax"],
      ["none", "gaussian_unnormalised_float64"],
    ] as const
  ) {
    Deno.test(`PlaceCells.activate() matches ${output} of ${name}`, () => {
      const { inputs, outputs } = golden(name);
      const data = Float32Array.from(flat(inputs["centres"]));
      const cells = new PlaceCells({ shape: shapeOf(inputs["centres"]), data }, {
        width: Number(inputs["sigma"]),
        normalisation,
      });
      const expected = flat(outputs[output]);
      const found = new Float32Array(expected.length);
      cells.activate(Float32Array.from(flat(inputs["positions"])), found);
      found.forEach((value, k) => {
        assert.ok(Math.abs(value - expected[k]!) < 2e-6, `entry ${k}: ${value}, ${expected[k]}`);
        // Against float64: rounding to float32 and the exponential; denormals are flushed.
        if (output !== "softmax" && expected[k]! > 1e-37) {
          assert.ok(Math.abs(value / expected[k]! - 1) < 1.5e-7, `entry ${k}: ${value}`);
        }
      });
    });
  }
}

Deno.test("PlaceCells.activate() sums to 1 when a point is far outside the box", () => {
  const cells = new PlaceCells(placeCellCentres(64, { width: 2, height: 1 }, stream("c")), {
    width: 0.2,
    normalisation: "softmax",
  });
  const out = new Float32Array(64);
  cells.activate(Float32Array.of(40, -30), out);
  // 64 float32 numbers, each rounded.
  assert.ok(Math.abs(out.reduce((a, b) => a + b) - 1) < 1e-6);
});

Deno.test("placeCellCentres() fills the box evenly", () => {
  const { data } = placeCellCentres(4000, { width: 2, height: 1 }, stream("centres"));
  const x = data.filter((_, k) => k % 2 === 0), y = data.filter((_, k) => k % 2 === 1);
  assert.ok(x.every((v) => Math.abs(v) <= 1) && y.every((v) => Math.abs(v) <= 0.5));
  const mean = (a: Float32Array) => a.reduce((s, v) => s + v, 0) / a.length;
  // Four standard errors of a uniform mean: 4 width / sqrt(12 * 4000).
  assert.ok(Math.abs(mean(x)) < 0.0366 && Math.abs(mean(y)) < 0.0183);
  assert.ok(Math.abs(x.filter((v) => v > 0.5).length / 4000 - 0.25) < 0.03);
});

Deno.test("expNegative() is accurate to 1e-10 relative and 0 where float32 would be denormal", () => {
  for (let x = 0; x > -87; x -= 0.00137) {
    assert.ok(Math.abs(expNegative(x) / Math.exp(x) - 1) < 1e-10, `x = ${x}`);
  }
  assert.equal(expNegative(0), 1);
  assert.equal(expNegative(-88), 0);
  assert.equal(expNegative(-1e308), 0);
  assert.equal(expNegative(-Infinity), 0);
  assert.ok(Number.isNaN(expNegative(NaN)));
});
