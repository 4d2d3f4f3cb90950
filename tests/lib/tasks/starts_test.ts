import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { drawBearings, drawPositions } from "../../../lib/tasks/starts.ts";

const box = { boxWidth: 2, boxHeight: 1 };
const N = 20_000;

/** The mean and standard deviation of numbers. */
function spread(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / values.length) };
}
const axis = (points: Float32Array, d: number) => [...points].filter((_, i) => i % 2 === d);

// 20,000 draws: five standard errors are 0.035 SD for a mean and 0.025 for an SD.
const assertSpread = (values: readonly number[], sd: number) => {
  const found = spread(values);
  assert.ok(Math.abs(found.mean) < 0.035 * sd, `mean ${found.mean}`);
  assert.ok(Math.abs(found.sd / sd - 1) < 0.025, `SD ${found.sd}, expected ${sd}`);
};

Deno.test("drawPositions() near the centre has a standard deviation of 0.15 m in x and in y", () => {
  const points = drawPositions("centre", N, { boxWidth: 4, boxHeight: 4 }, stream("starts", 1));
  for (const d of [0, 1]) assertSpread(axis(points, d), 0.15);
  const products = axis(points, 0).map((x, i) => x * points[2 * i + 1]!);
  assert.ok(Math.abs(spread(products).mean) < 0.035 * 0.15 ** 2, "x and y are uncorrelated");
});

Deno.test("drawPositions() near the centre is clipped to the box, each side by its own extent", () => {
  const points = drawPositions(
    "centre",
    N,
    { boxWidth: 0.6, boxHeight: 0.2 },
    stream("starts", 2),
  );
  for (const [d, half, beyond] of [[0, 0.3, 0.0455], [1, 0.1, 0.505]] as const) {
    const values = axis(points, d);
    const edge = Math.fround(half);
    assert.equal(Math.max(...values), edge);
    assert.equal(Math.min(...values), -edge);
    // What a normal law has outside lies on the walls, not elsewhere.
    const share = values.filter((value) => Math.abs(value) === edge).length / N;
    assert.ok(Math.abs(share - beyond) < 0.018, `${share} on the walls, expected ${beyond}`);
  }
});

Deno.test("drawPositions() uniform fills the box", () => {
  const points = drawPositions("uniform", N, box, stream("starts", 3));
  for (const [d, extent] of [[0, 2], [1, 1]] as const) {
    const values = axis(points, d);
    assertSpread(values, extent / Math.sqrt(12));
    assert.ok(values.every((value) => Math.abs(value) <= extent / 2));
    assert.ok(Math.max(...values) > 0.499 * extent && Math.min(...values) < -0.499 * extent);
  }
});

Deno.test("drawBearings() is normal about 0 with 0.3 rad, or uniform on [-pi, pi)", () => {
  assertSpread([...drawBearings("centre", N, stream("starts", 4))], 0.3);
  const uniform = [...drawBearings("uniform", N, stream("starts", 5))];
  assertSpread(uniform, 2 * Math.PI / Math.sqrt(12));
  assert.ok(Math.max(...uniform) > 3.14 && Math.min(...uniform) < -3.14);
});

Deno.test("starts of fewer trajectories are the first of more", () => {
  for (const law of ["centre", "uniform"] as const) {
    const of = (count: number) => [
      drawPositions(law, count, box, stream("starts", 6)),
      drawBearings(law, count, stream("starts", 6)),
    ];
    const [positions, bearings] = of(5);
    assert.deepEqual(of(3), [positions!.subarray(0, 6), bearings!.subarray(0, 3)]);
  }
});
