import assert from "node:assert/strict";
import { sigmoid } from "../../../lib/networks/sigmoid.ts";

Deno.test("sigmoid() is accurate to 1e-9 relative, far out on either side as well", () => {
  for (let x = -87; x < 87; x += 0.00731) {
    assert.ok(Math.abs(sigmoid(x) * (1 + Math.exp(-x)) - 1) < 1e-9, `x = ${x}`);
  }
  assert.equal(sigmoid(0), 0.5);
  for (const x of [200, Infinity]) {
    assert.equal(Math.fround(sigmoid(x)), 1);
    assert.equal(Math.fround(sigmoid(-x)), 2 ** -126);
  }
  assert.ok(Number.isNaN(sigmoid(NaN)));
});
