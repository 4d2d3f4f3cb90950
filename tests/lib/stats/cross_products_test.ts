import assert from "node:assert/strict";
import { BLOCK, CrossProducts } from "../../../lib/stats/cross_products.ts";
import { stream } from "../../../lib/random/stream.ts";

/** Fills the panels with a random block and returns it as plain rows, [BLOCK, columns]. */
function fill(products: CrossProducts, columns: number, seed: number): Float64Array {
  const rows = new Float64Array(BLOCK * columns);
  stream("test", "products", seed).fillNormal(rows);
  rows.forEach((value, i) => {
    const row = Math.floor(i / columns);
    products.panels[CrossProducts.columnOffset(i % columns) + 4 * row] = value;
  });
  return rows;
}

Deno.test("CrossProducts has the bits of a plain loop over rows, block by block", () => {
  for (const columns of [1, 4, 7, 13]) {
    const products = new CrossProducts(columns);
    const expected = new Float64Array(columns * columns);
    [BLOCK, 1, 50].forEach((count, seed) => {
      const rows = fill(products, columns, seed);
      products.add(count);
      for (let i = 0; i < columns; i++) {
        for (let j = i; j < columns; j++) {
          let sum = 0;
          for (let r = 0; r < count; r++) sum += rows[r * columns + i]! * rows[r * columns + j]!;
          expected[i * columns + j]! += sum;
        }
      }
    });
    for (let i = 0; i < columns; i++) {
      for (let j = i; j < columns; j++) {
        assert.equal(products.sums[i * products.width + j], expected[i * columns + j]);
      }
    }
  }
});
