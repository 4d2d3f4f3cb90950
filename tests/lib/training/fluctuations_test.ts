import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { scaleFluctuations } from "../../../lib/training/fluctuations.ts";
import { fillNoise } from "../../../lib/training/noise.ts";

const draws = (law: "uniform" | "gaussian" | "none") => {
  const xi = new Float32Array(20000);
  fillNoise({ law, sigma: 1 }, stream("fluctuations", law), xi);
  return xi;
};

const scaled = (law: "uniform" | "gaussian" | "none", factor: number) => {
  const xi = draws(law);
  scaleFluctuations(law, factor, xi);
  return xi;
};

Deno.test("scaleFluctuations() by 1 leaves noise as it is, bit for bit", () => {
  for (const law of ["none", "uniform", "gaussian"] as const) {
    assert.deepEqual(scaled(law, 1), draws(law));
  }
});

Deno.test("scaleFluctuations() multiplies the standard deviation and leaves the mean", () => {
  for (const [law, mean] of [["uniform", 0.5], ["gaussian", 0]] as const) {
    const before = draws(law), after = scaled(law, Math.SQRT2);
    after.forEach((xi, k) => {
      assert.ok(Math.abs(xi - (mean + Math.SQRT2 * (before[k]! - mean))) < 1e-6);
    });
    assert.ok(scaled(law, 0).every((xi) => xi === mean));
  }
  assert.ok(scaled("none", 3).every((xi) => xi === 0));
});
