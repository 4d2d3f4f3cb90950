import assert from "node:assert/strict";
import { BLOCK, CrossProducts } from "../../../lib/stats/cross_products.ts";
import { withoutRelaxedSimd } from "../tensor/without_relaxed_simd.ts";
import { multiplyAdd64, processorFuses } from "../simd/fused.ts";
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

// On a processor that cannot fuse, terms are rounded twice.
const plain = (a: number, b: number, sum: number): number => sum + a * b;
const fused = processorFuses() ? multiplyAdd64 : plain;

for (const [times, add] of [["twice", plain], ["once", fused]] as const) {
  Deno.test(`CrossProducts rounds ${times} a term, in the order of the rows, block by block`, () => {
    for (const columns of [1, 4, 7, 8, 13, 20]) {
      check(new CrossProducts(columns, times === "once"), columns, add);
    }
  });
}

Deno.test("CrossProducts rounds twice a term without relaxed SIMD", async () => {
  const products = await withoutRelaxedSimd(() => Promise.resolve(new CrossProducts(5, true)));
  check(products, 5, plain);
});

/** Throws unless the sums of some blocks are those of a loop. */
function check(
  products: CrossProducts,
  columns: number,
  add: (a: number, b: number, sum: number) => number,
): void {
  const expected = new Float64Array(columns * columns);
  [BLOCK, 1, 50].forEach((count, seed) => {
    const rows = fill(products, columns, seed);
    products.add(count);
    for (let i = 0; i < columns; i++) {
      for (let j = i; j < columns; j++) {
        let sum = 0;
        for (let r = 0; r < count; r++) {
          sum = add(rows[r * columns + i]!, rows[r * columns + j]!, sum);
        }
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
