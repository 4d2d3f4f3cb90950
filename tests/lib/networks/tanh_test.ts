import assert from "node:assert/strict";
import { tanh } from "../../../lib/networks/tanh.ts";

Deno.test("tanh() is accurate to 4e-9 relative, near 0 as well", () => {
  const close = (x: number) => {
    assert.ok(Math.abs(tanh(x) / Math.tanh(x) - 1) < 4e-9, `x = ${x}`);
    assert.ok(Math.abs(tanh(-x) / tanh(x) + 1) < 4e-9, `x = ${x}`);
  };
  for (let x = 0.00019; x < 30; x += 0.00037) close(x);
  for (let x = 1e-30; x < 1e-3; x *= 1.01) close(x);
  assert.equal(tanh(0), 0);
  assert.deepEqual([tanh(-Infinity), tanh(-50), tanh(50), tanh(Infinity)], [-1, -1, 1, 1]);
  assert.ok(Number.isNaN(tanh(NaN)));
});
