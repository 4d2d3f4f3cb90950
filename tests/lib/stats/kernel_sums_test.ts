import fc from "fast-check";
import { ExponentialTable, STEPS } from "../../../lib/stats/exponential_table.ts";
import { KernelSums } from "../../../lib/stats/kernel_sums.ts";
import { assertClose } from "../../support/assert_close.ts";

const table = new ExponentialTable();
const coordinate = fc.oneof(
  fc.double({ min: -30, max: 30, noNaN: true }),
  fc.double({ min: -1e160, max: 1e160, noNaN: true }),
);
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 20 });

Deno.test("KernelSums.sum() adds up the kernels of any run of points, near and far", () => {
  fc.assert(
    fc.property(points, fc.nat(20), fc.nat(20), coordinate, coordinate, (list, i, j, u, v) => {
      const start = Math.min(i, j, list.length), end = Math.min(Math.max(i, j), list.length);
      const us = Float64Array.from(list, ([u]) => u), vs = Float64Array.from(list, ([, v]) => v);
      const found = new KernelSums(us, vs, table).sum(start, end, u, v);
      const exponents = list.slice(start, end).map(([x, y]) => (x - u) ** 2 + (y - v) ** 2);
      const expected = exponents.reduce((sum, t) => sum + Math.exp(-t / STEPS), 0);
      // Below exp(-708) the table has 0.
      assertClose([found], [expected], { relative: 1e-12, absolute: 20 * Math.exp(-708) });
    }),
    { seed: 11, numRuns: 500 },
  );
});
