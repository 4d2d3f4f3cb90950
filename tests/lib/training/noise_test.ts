import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { fillNoise } from "../../../lib/training/noise.ts";

Deno.test("fillNoise() draws uniforms on [0, 1) or standard normals, unscaled", () => {
  const draws = new Float32Array(100_000);
  const moments = () => {
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    return [mean, Math.sqrt(draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length)];
  };
  fillNoise({ law: "uniform", sigma: 0.01 }, stream("noise"), draws);
  assert.ok(draws.every((x) => x >= 0 && x < 1));
  const [uniformMean, uniformSd] = moments();
  // Four standard errors of 1e5 draws.
  assert.ok(Math.abs(uniformMean! - 0.5) < 0.0037 && Math.abs(uniformSd! - 0.2887) < 0.0017);
  fillNoise({ law: "gaussian", sigma: 0.01 }, stream("noise"), draws);
  const [mean, sd] = moments();
  assert.ok(Math.abs(mean!) < 0.0127 && Math.abs(sd! - 1) < 0.009);
});

Deno.test("fillNoise() is zero under either law when sigma is 0", () => {
  for (const law of ["uniform", "gaussian"] as const) {
    const draws = new Float32Array(10).fill(7);
    fillNoise({ law, sigma: 0 }, stream("noise"), draws);
    assert.deepEqual(draws, new Float32Array(10));
  }
});
