import assert from "node:assert/strict";
import fc from "fast-check";
import { sortIntoGrid } from "../../../lib/stats/point_grid.ts";

const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 200 });

Deno.test("sortIntoGrid() keeps every point and puts it between its cell's edges", () => {
  fc.assert(
    fc.property(points, fc.double({ min: 0.1, max: 30, noNaN: true }), (list, finest) => {
      const us = Float64Array.from(list, ([u]) => u), vs = Float64Array.from(list, ([, v]) => v);
      const { grid, u, v } = sortIntoGrid({ u: us, v: vs }, finest);
      assert.ok(grid.side >= finest);
      const pairs = Array.from(u, (value, i) => `${value} ${v[i]}`).sort();
      assert.deepEqual(pairs, list.map(([u, v]) => `${u + 0} ${v + 0}`).sort());
      const cells = grid.columns * grid.rows;
      assert.equal(grid.starts[cells], list.length);
      for (let cell = 0; cell < cells; cell++) {
        const column = cell % grid.columns, row = Math.floor(cell / grid.columns);
        for (let i = grid.starts[cell]!; i < grid.starts[cell + 1]!; i++) {
          assertWithin(u[i]! - grid.low.u, column, grid.side);
          assertWithin(v[i]! - grid.low.v, row, grid.side);
        }
      }
    }),
    { seed: 12, numRuns: 200 },
  );
});

function assertWithin(offset: number, cell: number, side: number): void {
  const rounding = 1e-12 * side;
  assert.ok(offset >= cell * side - rounding && offset <= (cell + 1) * side + rounding);
}
