import assert from "node:assert/strict";
import fc from "fast-check";
import { evenAngles } from "../../../lib/cells/bearing_table.ts";
import { HeadDirectionCells, preferredAngles } from "../../../lib/cells/head_direction_cells.ts";
import { assertClose } from "../../support/assert_close.ts";
import { flat, golden } from "../../support/golden.ts";

for (const size of ["tiny", "medium", "512"]) {
  const { inputs, outputs } = golden(`head_direction_cells_${size}`);

  Deno.test(`preferredAngles() are those of the released code (${size})`, () => {
    const found = preferredAngles(Number(inputs["cells"]));
    // PyTorch steps in float32: README's 2e-6 (the largest difference is 3e-7).
    assertClose(found, flat(outputs["preferred_angles"]), { absolute: 2e-6 });
    assert.deepEqual(found, Float32Array.from(flat(outputs["preferred_angles_float64"])));
  });

  for (const [normalisation, key] of [["maximum", "max_is_one"], ["density", "density"]] as const) {
    Deno.test(`HeadDirectionCells.activate() matches ${key} of the released code (${size})`, () => {
      const angles = Float32Array.from(flat(outputs["preferred_angles"]));
      const width = Number(inputs["angular_spread"]);
      const cells = new HeadDirectionCells(angles, { width, normalisation });
      const expected = flat(outputs[`${key}_float64`]), found = new Float32Array(expected.length);
      cells.activate(Float32Array.from(flat(inputs["angles"])), found);
      // Rounding to float32, 6e-8; the exponential's 1e-10 is nothing beside it.
      assertClose(found, expected, { relative: 6e-8 });
      assertClose(found, flat(outputs[key]), { absolute: 2e-6 });
    });
  }
}

for (const width of [0.01, 0.1, Math.PI / 6, 3]) {
  Deno.test(`HeadDirectionCells.activate() gives a density that integrates to 1 (width ${width})`, () => {
    const count = 20000;
    const cells = new HeadDirectionCells(Float32Array.of(0.7), { width, normalisation: "density" });
    const points = Float32Array.from({ length: count }, (_, j) => j * 2 * Math.PI / count);
    const out = new Float32Array(count);
    cells.activate(points, out);
    const integral = out.reduce((sum, value) => sum + value, 0) * 2 * Math.PI / count;
    // float32 points: at width 0.01 a shift of 2e-7 rad changes a value by up to 1e-5, at random.
    assert.ok(Math.abs(integral - 1) < 1e-6, `found ${integral}`);
  });
}

Deno.test("HeadDirectionCells.activate() depends on the angle to the preferred one alone", () => {
  const bearing = fc.double({ min: -10, max: 10, noNaN: true });
  const settings = { width: Math.PI / 6, normalisation: "maximum" } as const;
  fc.assert(
    fc.property(bearing, bearing, bearing, (preferred, point, turn) => {
      const activation = (by: number) => {
        const out = new Float32Array(1);
        new HeadDirectionCells(Float32Array.of(preferred + by), settings)
          .activate(Float32Array.of(point + by), out);
        return out[0]!;
      };
      // float32 angles up to 20 rad: 1e-6 each; the slope is at most 1.2 per rad.
      assert.ok(Math.abs(activation(turn) - activation(0)) < 6e-6);
    }),
    { seed: 5 },
  );
});

for (const count of [512, 513, 700]) {
  Deno.test(`HeadDirectionCells.activate() is exact to float32's rounding, wherever it looks up (${count})`, () => {
    const width = Math.PI / 6, kappa = 1 / (width * width), angles = preferredAngles(count);
    const spacing = 2 * Math.PI / (count - 1);
    const points = Float32Array.from([
      ...angles,
      ...Array.from({ length: count }, (_, i) => (1.017 * i - count / 2) * spacing),
      // Halfway between two bearings of the table.
      ...Array.from({ length: 200 }, (_, i) => (i / 4 + 1 / 8) * spacing - Math.PI),
      ...[Math.PI, -Math.PI, 3 * Math.PI, 100, -999.9, 1000, -1e6, 1e30, 1e-40, 0, -0],
    ]);
    assert.notEqual(evenAngles(angles, kappa), undefined);
    const out = new Float32Array((points.length + 1) * count).fill(7);
    new HeadDirectionCells(angles, { width, normalisation: "maximum" }).activate(points, out);
    const cos = Float64Array.from(angles, Math.cos), sin = Float64Array.from(angles, Math.sin);
    let largest = 0;
    points.forEach((point, p) => {
      const x = Math.cos(point), y = Math.sin(point);
      for (let j = 0; j < count; j++) {
        const expected = Math.exp(kappa * (x * cos[j]! + y * sin[j]! - 1));
        largest = Math.max(largest, Math.abs(out[p * count + j]! / expected - 1));
      }
    });
    assert.ok(largest <= 6e-8, `${largest}`); // rounding alone is 2^-24, which is 5.96e-8
    assert.ok(out.subarray(-count).every((entry) => entry === 7));
  });
}

Deno.test("HeadDirectionCells.activate() gives a point the same bits wherever it stands, NaN for none", () => {
  const cells = new HeadDirectionCells(preferredAngles(513), {
    width: Math.PI / 6,
    normalisation: "maximum",
  });
  const points = Float32Array.from({ length: 37 }, (_, i) => i * i / 7);
  points.set([NaN, Infinity, -Infinity], 20);
  const all = new Float32Array(37 * 513), one = new Float32Array(513);
  cells.activate(points, all);
  points.forEach((point, p) => {
    cells.activate(Float32Array.of(point), one);
    assert.deepEqual(all.slice(p * 513, (p + 1) * 513), one);
    assert.equal(one.every(Number.isNaN), !Number.isFinite(point));
  });
});

Deno.test("evenAngles() takes angles that go evenly once around, and are close for the tuning", () => {
  const kappa = (6 / Math.PI) ** 2, uneven = preferredAngles(512);
  uneven[100]! += 1e-5;
  assert.equal(evenAngles(uneven, kappa), undefined);
  assert.equal(evenAngles(preferredAngles(512).map((angle) => angle / 2), kappa), undefined);
  assert.equal(evenAngles(preferredAngles(512), 1e4), undefined);
  for (const count of [1, 2, 100]) {
    assert.equal(evenAngles(preferredAngles(count), kappa), undefined);
  }
});

Deno.test("HeadDirectionCells.activate() is 1 at the preferred angle, and never more anywhere", () => {
  const angles = preferredAngles(512), out = new Float32Array(512 * 512);
  new HeadDirectionCells(angles, { width: Math.PI / 6, normalisation: "maximum" })
    .activate(angles, out);
  out.forEach((value, k) => {
    assert.ok(value > 0 && value <= 1);
    if (k % 513 === 0) assert.equal(value, 1);
  });
  // Both ends of the range are one direction; in float32 they are 1.7e-7 rad apart.
  assert.ok(1 - out[511]! < 1e-6);
});
