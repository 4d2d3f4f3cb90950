import assert from "node:assert/strict";
import { ExponentialTable, STEPS } from "../../../lib/stats/exponential_table.ts";
import { assertClose } from "../../support/assert_close.ts";

const table = new ExponentialTable();

Deno.test("ExponentialTable.at() equals Math.exp over the whole range", () => {
  for (let x = 0; x < 707.98; x += 0.0173) {
    // What 708 divisions by e and the argument's own rounding leave.
    assertClose([table.at(x * STEPS)], [Math.exp(-x)], { relative: 1e-12 });
  }
});

Deno.test("ExponentialTable.at() is 0 from exp(-708) on and for NaN", () => {
  assert.deepEqual([708, 709, 1e300, Infinity, NaN].map((x) => table.at(x * STEPS)), [
    0,
    0,
    0,
    0,
    0,
  ]);
});
