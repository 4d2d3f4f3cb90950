import assert from "node:assert/strict";
import { logarithmicAxis } from "../../../figures/parts/logarithmic_axis.ts";

Deno.test("logarithmicAxis() begins at the decade below the lowest value", () => {
  const { domain, axis } = logarithmicAxis(3e-4, 0.5);
  assert.deepEqual(domain, [1e-4, 0.65]);
  assert.deepEqual(axis.ticks.map(axis.tickFormat), ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"]);
});

Deno.test("logarithmicAxis() shows five decades at most", () => {
  assert.equal(logarithmicAxis(1e-12, 2).domain[0], 1e-5);
});
