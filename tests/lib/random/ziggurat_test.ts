import assert from "node:assert/strict";
import { portableExp } from "../../../lib/random/portable_exp_log.ts";
import { stream } from "../../../lib/random/stream.ts";
import { Xoshiro128 } from "../../../lib/random/xoshiro128.ts";
import { centred, finishNormal, underCurve, zigguratLayers } from "../../../lib/random/ziggurat.ts";
import { kolmogorovSmirnov, normalCdf } from "../../support/reference_statistics.ts";

const { width, inner, height } = zigguratLayers();

Deno.test("zigguratLayers() have equal areas and end at the top of the curve", () => {
  const area = width[1]! * height[1]! + Math.sqrt(2 * Math.PI) * normalCdf(-width[1]!);
  assert.ok(Math.abs(width[0]! * height[1]! / area - 1) < 1e-13);
  for (let i = 1; i < 256; i++) {
    const found = width[i]! * (height[i + 1]! - height[i]!);
    // The difference of two heights near 1 keeps 2^-53 of 2e-3.
    assert.ok(Math.abs(found / area - 1) < 1e-12, `layer ${i}: ${found}, expected ${area}`);
    assert.ok(Math.abs(height[i]! - Math.exp(-0.5 * width[i]! ** 2)) < 2e-16);
    assert.equal(inner[i - 1], width[i]);
  }
  assert.equal(inner[255], 0);
});

Deno.test("finishNormal() accepts a point of a wedge as often as the curve covers its layer", () => {
  const trials = 20_000;
  const spare = new Xoshiro128(Int32Array.of(1, 2, 3, 4), 0);
  for (const layer of [1, 2, 3, 20, 100, 200, 254, 255]) {
    for (const share of [0.02, 0.25, 0.5, 0.75, 0.98]) {
      const x = inner[layer]! + share * (width[layer]! - inner[layer]!);
      let accepted = 0;
      for (let i = 0; i < trials; i++) if (finishNormal(x, layer, spare) === x) accepted++;
      const p = (Math.exp(-0.5 * x * x) - height[layer]!) / (height[layer + 1]! - height[layer]!);
      const score = (accepted - trials * p) / Math.sqrt(trials * p * (1 - p));
      assert.ok(
        Math.abs(score) < 4,
        `layer ${layer} at ${share}: ${accepted / trials}, expected ${p}`,
      );
    }
  }
});

Deno.test("finishNormal() draws the tail from the normal beyond it, with the sign of the point", () => {
  const spare = new Xoshiro128(Int32Array.of(5, 6, 7, 8), 0);
  const start = width[1]!;
  const tail = Float64Array.from({ length: 500_000 }, () => finishNormal(start, 0, spare));
  const beyond = normalCdf(-start);
  const distance = kolmogorovSmirnov(tail, (x) => 1 - normalCdf(-x) / beyond);
  assert.ok(distance < 1.95, `${distance}`);
  assert.ok(tail.every((x) => x >= start));
  for (let i = 0; i < 1000; i++) assert.ok(finishNormal(-start, 0, spare) <= -start);
});

Deno.test("centred() is symmetric, never 0 and inside (-1, 1)", () => {
  for (const [high, low] of [[0, 0], [-1, -1], [0x7fffffff, -1], [-0x80000000, 0], [123456, 789]]) {
    const x = centred(high!, low!);
    assert.equal(centred(~high!, ~low!), -x);
    assert.ok(x !== 0 && Math.abs(x) < 1);
  }
  assert.equal(centred(0, 0), 2 ** -53);
  assert.equal(centred(0x7fffffff, -1), 1 - 2 ** -53);
});

Deno.test("underCurve() decides as portableExp() does, at the edges of a layer and next to the curve too", () => {
  const random = stream("under the curve");
  for (let layer = 1; layer < 256; layer++) {
    for (let i = 0; i < 400; i++) {
      const share = i < 4 ? i % 2 : random.uniform();
      const x = (inner[layer]! + share * (width[layer]! - inner[layer]!)) * (i % 2 ? 1 : -1);
      const curve = portableExp(-0.5 * x * x);
      const [low, high] = [height[layer]!, height[layer + 1]!];
      const near = [-1e-2, -1e-6, -1e-12, -1e-15, 0, 1e-15, 1e-12, 1e-6, 1e-2];
      const ys = [low, high, low + (high - low) * random.uniform()];
      for (const y of [...ys, ...near.map((by) => curve * (1 + by))]) {
        assert.equal(underCurve(x, y, layer), y < curve, `layer ${layer}: (${x}, ${y})`);
      }
    }
  }
});
