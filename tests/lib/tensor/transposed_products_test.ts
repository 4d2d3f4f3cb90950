import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { Heap } from "../../../lib/tensor/heap.ts";
import { TensorEngine } from "../../../lib/tensor/tensor_engine.ts";
import { TfjsProducts } from "../../../lib/tensor/tfjs_products.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { assertFilledByAndBy } from "../../support/assert_filled_by_and_by.ts";

const engine = await startWasmEngine();

// One block; two blocks of unequal size; three.
for (const rows of [7, 3001, 5000]) {
  Deno.test(`Engine.transposedProducts() matches float64 sums over ${rows} rows, again and again`, () => {
    const left = engine.allocate(rows, 5);
    const targets = [3, 2].map((cols) => ({
      right: engine.allocate(rows, cols),
      out: engine.allocate(5, cols),
    }));
    for (const round of [0, 1]) {
      stream("left", round).fillNormal(left.data);
      targets.forEach(({ right }, i) => stream("right", i, round).fillNormal(right.data));
      engine.transposedProducts(left, targets);
      for (const { right, out } of targets) {
        out.data.forEach((found, k) => {
          const i = Math.floor(k / right.cols), j = k % right.cols;
          let sum = 0;
          for (let m = 0; m < rows; m++) {
            sum += left.data[m * 5 + i]! * right.data[m * right.cols + j]!;
          }
          // float32 sums of N(0, 1) products: rounding grows as the rows' number at most.
          assert.ok(Math.abs(found - sum) < 1e-7 * rows + 1e-6, `${k}: ${found}, expected ${sum}`);
        });
      }
    }
  });
}

for (const threads of [1, 2]) {
  Deno.test(`Engine.transposedProducts() has the same bits as its rows are filled, step by step (${threads} threads)`, async () => {
    using engine = await startWasmEngine(threads);
    assertFilledByAndBy(engine);
  });
}

Deno.test("TfjsProducts.transposedProducts() has the same bits as its rows are filled, step by step", async () => {
  using heap = await Heap.start();
  assertFilledByAndBy(new TensorEngine(heap, new TfjsProducts(heap)));
});
