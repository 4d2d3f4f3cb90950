import assert from "node:assert/strict";
import { cellsOf, visited } from "../../../lib/stats/coverage.ts";
import { flat, golden } from "../../support/golden.ts";

Deno.test("visited() of cellsOf() counts cells as NumPy does", () => {
  const { inputs, outputs } = golden("beyond_replay");
  const grid = { cells: 11, width: 2.2, height: 1.8 };
  const cells = cellsOf({ shape: [5, 120, 2], data: flat(inputs.walks) }, grid);
  const found = Array.from(
    { length: 5 },
    (_, i) => visited(cells.subarray(120 * i, 120 * (i + 1))),
  );
  assert.deepEqual(found.flatMap((counts) => [...counts]), [...flat(outputs.visited)]);
});

Deno.test("cellsOf() counts rows from below, and takes what is outside to the nearest cell", () => {
  const points = [-0.9, -0.4, 0.9, -0.4, -0.9, 0.4, 0, 0, 7, 7, -7, 0.4];
  const trajectories = { shape: [1, 6, 2], data: Float32Array.from(points) };
  const cells = cellsOf(trajectories, { cells: 3, width: 2, height: 1 });
  assert.deepEqual([...cells], [0, 2, 6, 4, 8, 6]);
  const line = { shape: [1, 2], data: Float32Array.of(0, 1) };
  assert.throws(() => cellsOf(line, { cells: 3, width: 2, height: 1 }), /found 1 coordinates/);
});
