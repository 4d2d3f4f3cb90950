import assert from "node:assert/strict";
import { chiSquareScore, kolmogorovSmirnov, normalCdf } from "./reference_statistics.ts";

Deno.test("normalCdf() agrees with mpmath to 1e-12 in the bulk and in the tails", () => {
  // mpmath.ncdf with 25 digits
  const known: readonly (readonly [number, number])[] = [
    [0, 0.5],
    [-0.5, 0.30853753872598689637],
    [-1, 0.15865525393145705142],
    [-3, 0.0013498980316300945267],
    [-3.4999, 0.00023271636257861335766],
    [-4, 0.000031671241833119921254],
    [-5, 2.8665157187919391167e-7],
    [-6, 9.8658764503769814070e-10],
    [1.5, 0.93319279873114191600],
  ];
  for (const [x, p] of known) assert.ok(Math.abs(normalCdf(x) / p - 1) < 1e-12, `${x}`);
});

Deno.test("kolmogorovSmirnov() finds a shift of a hundredth", () => {
  const grid = Float64Array.from({ length: 1e6 }, (_, i) => (i + 0.5) / 1e6);
  assert.ok(kolmogorovSmirnov(grid, (x) => x) < 0.001);
  assert.ok(kolmogorovSmirnov(grid, (x) => x + 0.01) > 9);
});

Deno.test("chiSquareScore() is centred and finds an excess", () => {
  // 100 bins, chi-square 99: the median of 99 degrees of freedom is 98.33.
  const counts = Array.from(
    { length: 100 },
    (_, i) => 1000 + (i % 2 === 0 ? 1 : -1) * Math.sqrt(990),
  );
  assert.ok(Math.abs(chiSquareScore(counts, () => 0.01) - 0.047) < 0.01);
  counts[0]! += 200;
  assert.ok(chiSquareScore(counts, () => 0.01) > 3);
});
