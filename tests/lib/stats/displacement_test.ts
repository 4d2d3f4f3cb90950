import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { displacementExponent, meanSquaredDisplacement } from "../../../lib/stats/displacement.ts";
import { assertClose } from "../../support/assert_close.ts";

Deno.test("meanSquaredDisplacement() of straight motion grows with exponent 2", () => {
  const data = new Float64Array(2 * 30 * 2).map((_, i) => (i % 60 >> 1) * (i % 2 === 0 ? 3 : 4));
  const lags = [1, 2, 5, 10];
  const displacement = meanSquaredDisplacement({ shape: [2, 30, 2], data }, lags);
  assertClose(displacement, lags.map((lag) => 25 * lag * lag), { relative: 1e-14 });
  assertClose([displacementExponent(lags, displacement)!], [2], { absolute: 1e-12 });
});

Deno.test("meanSquaredDisplacement() of a random walk grows with exponent 1", () => {
  const data = new Float64Array(200 * 400);
  stream("walk").fillNormal(data);
  for (let i = 0; i < data.length; i++) if (i % 400 > 0) data[i]! += data[i - 1]!;
  const lags = [1, 2, 4, 8, 16];
  const displacement = meanSquaredDisplacement({ shape: [200, 400], data }, lags);
  // 80,000 steps, correlated over up to 16: standard errors below 2 %.
  assertClose(displacement, lags, { relative: 0.06 });
  assertClose([displacementExponent(lags, displacement)!], [1], { absolute: 0.03 });
});

Deno.test("meanSquaredDisplacement() throws when a lag leaves the trajectory", () => {
  const still = { shape: [1, 3], data: new Float32Array(3) };
  assert.throws(() => meanSquaredDisplacement(still, [3]), /lag "3": wanted 1 to 2/);
});

Deno.test("displacementExponent() is null when it is not defined", () => {
  assert.equal(displacementExponent([1, 2], [0, 1]), null);
  assert.equal(displacementExponent([2], [1]), null);
});
