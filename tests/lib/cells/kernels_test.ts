import assert from "node:assert/strict";
import { expNegative } from "../../../lib/cells/exp_negative.ts";
import { HeadDirectionCells, preferredAngles } from "../../../lib/cells/head_direction_cells.ts";
import { placeCellCentres, PlaceCells } from "../../../lib/cells/place_cells.ts";
import { stream } from "../../../lib/random/stream.ts";

const BOX = { width: 2.2, height: 2.2 };

for (const count of [1, 2, 33, 512]) {
  const centres = placeCellCentres(count, BOX, stream("cells", count));
  const points = new Float32Array(40);
  stream("points").fillNormal(points);
  points.set([NaN, 0, 1e6, -1e6], 4);
  const exponents = (p: number, width: number): number[] =>
    Array.from({ length: count }, (_, i) => {
      const dx = points[2 * p]! - centres.data[2 * i]!;
      const dy = points[2 * p + 1]! - centres.data[2 * i + 1]!;
      return -1 / (2 * width * width) * (dx * dx + dy * dy);
    });

  Deno.test(`PlaceCells.activate() has the bits of expNegative() without normalisation (${count})`, () => {
    const out = new Float32Array(20 * count);
    new PlaceCells(centres, { width: 0.12, normalisation: "none" }).activate(points, out);
    for (let p = 0; p < 20; p++) {
      const expected = exponents(p, 0.12).map((exponent) => Math.fround(expNegative(exponent)));
      assert.deepEqual([...out.subarray(p * count, (p + 1) * count)], expected);
    }
  });

  Deno.test(`PlaceCells.activate() is the softmax, to float32's last bit (${count})`, () => {
    const out = new Float32Array(20 * count);
    new PlaceCells(centres, { width: 0.12, normalisation: "softmax" }).activate(points, out);
    for (let p = 0; p < 20; p++) {
      const found = [...out.subarray(p * count, (p + 1) * count)];
      const largest = Math.max(...exponents(p, 0.12));
      const activations = exponents(p, 0.12).map((exponent) => expNegative(exponent - largest));
      const sum = activations.reduce((a, b) => a + b);
      activations.forEach((activation, i) => {
        const expected = activation / sum;
        if (Number.isNaN(expected)) assert.ok(Number.isNaN(found[i]));
        else assert.ok(Math.abs(found[i]! - expected) <= 2 ** -24 * expected + 1e-45);
      });
    }
  });

  Deno.test(`HeadDirectionCells.activate() has the bits of expNegative() (${count})`, () => {
    const angles = preferredAngles(count), width = 0.2, kappa = 1 / (width * width);
    const out = new Float32Array(40 * count);
    new HeadDirectionCells(angles, { width, normalisation: "maximum" }).activate(points, out);
    points.forEach((point, p) => {
      const expected = Array.from(angles, (angle) => {
        const cos = kappa * Math.cos(angle), sin = kappa * Math.sin(angle);
        return Math.fround(expNegative(Math.cos(point) * cos + Math.sin(point) * sin - kappa));
      });
      assert.deepEqual([...out.subarray(p * count, (p + 1) * count)], expected);
    });
  });
}
