import assert from "node:assert/strict";
import {
  decimalsFor,
  numberText,
  powerOfTenText,
  roundTicks,
} from "../../../figures/parts/number_text.ts";

Deno.test("numberText() writes a true minus sign and no negative zero", () => {
  assert.equal(numberText(-1.25, 1), "−1.3");
  assert.equal(numberText(-0.001, 2), "0.00");
});

Deno.test("powerOfTenText() raises the exponent", () => {
  assert.equal(powerOfTenText(-5), "10⁻⁵");
  assert.equal(powerOfTenText(12), "10¹²");
});

Deno.test("roundTicks() gives round numbers inside the range", () => {
  assert.deepEqual(roundTicks(0, 10, 5), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(roundTicks(-1.3, 1.3, 5), [-1, 0, 1]);
  assert.deepEqual(roundTicks(0, 0.0136, 5), [0, 0.005, 0.01]);
});

Deno.test("decimalsFor() gives the fewest decimals that lose nothing", () => {
  assert.equal(decimalsFor([0, 1, 2]), 0);
  assert.equal(decimalsFor([0, 0.3, 0.6]), 1);
  assert.equal(decimalsFor([0, 0.005]), 3);
});
