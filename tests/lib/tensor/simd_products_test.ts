import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import type { Engine, Matrix } from "../../../lib/tensor/engine.ts";
import { Heap } from "../../../lib/tensor/heap.ts";
import { SimdProducts } from "../../../lib/tensor/simd_products.ts";
import { TensorEngine } from "../../../lib/tensor/tensor_engine.ts";
import { TfjsProducts } from "../../../lib/tensor/tfjs_products.ts";
import { withoutRelaxedSimd } from "./without_relaxed_simd.ts";

// The oracle: TensorFlow.js's own products, on one thread and on two.
const heap = await Heap.start();
const ours = new TensorEngine(heap, await withoutRelaxedSimd(() => SimdProducts.start(heap)));
const theirs = new TensorEngine(heap, new TfjsProducts(heap));

const SHAPES: readonly (readonly [number, number, number])[] = [
  ...[[1, 1, 1], [5, 7, 3], [4, 16, 16], [3, 2, 33], [6, 1, 17], [200, 3, 512]] as const,
  ...[[200, 512, 512], [37, 61, 23], [513, 9, 48], [1000, 700, 20]] as const,
];

for (const [rows, inner, cols] of SHAPES) {
  Deno.test(`SimdProducts without fusing has the bits of TensorFlow.js's products (${rows} x ${inner} x ${cols})`, () => {
    const left = random(rows, inner, "left"), right = random(inner, cols, "right");
    const before = random(rows, cols, "before"), other = random(cols, inner, "other");
    const compute = (engine: Engine): Float32Array[] => {
      using frozen = engine.freeze(right), transposed = engine.freeze(other, true);
      const plain = engine.allocate(rows, cols), added = engine.allocate(rows, cols);
      engine.product(left, right, plain);
      added.data.set(before.data);
      engine.addProduct(left, frozen, added);
      const third = engine.allocate(rows, cols);
      engine.product(left, transposed, third);
      return [plain, added, third].map(({ data }) => data.slice());
    };
    assertSame(compute(ours), compute(theirs));
  });
}

// One block, two of unequal size, several; rows of the result that end within a tile.
for (const [rows, inner] of [[7, 5], [700, 38], [2049, 130]] as const) {
  Deno.test(`SimdProducts without fusing has the bits of TensorFlow.js's transposed products (${rows} x ${inner})`, () => {
    const left = random(rows, inner, "left");
    const rights = [3, 48].map((cols) => random(rows, cols, `right ${cols}`));
    const compute = (engine: Engine): Float32Array[] => {
      const targets = rights.map((right) => ({ right, out: engine.allocate(inner, right.cols) }));
      engine.transposedProducts(left, targets);
      return targets.map(({ out }) => out.data.slice());
    };
    assertSame(compute(ours), compute(theirs));
  });
}

Deno.test("TfjsProducts has the same bits on two threads", async () => {
  using shared = await Heap.start(2);
  const engine = new TensorEngine(shared, new TfjsProducts(shared));
  const product = (engine: Engine): Float32Array => {
    const [left, right] = [[200, 512], [512, 100]].map(([rows, cols], side) => {
      const matrix = engine.allocate(rows!, cols!);
      stream("threads", side).fillNormal(matrix.data);
      return matrix;
    });
    const out = engine.allocate(200, 100);
    engine.product(left!, right!, out);
    return out.data.slice();
  };
  assertSame([product(engine)], [product(ours)]);
});

Deno.test("SimdProducts without fusing keeps what is not a number, and denormal numbers, as TensorFlow.js does", () => {
  const left = random(9, 6, "left"), right = random(6, 20, "right");
  left.data.set([NaN, Infinity, 0, -0, 1e-41, -3e-40, Infinity], 11);
  right.data.set([NaN, -Infinity, 1e-42, 0, Infinity], 30);
  const compute = (engine: Engine): Float32Array => {
    const out = engine.allocate(9, 20);
    engine.product(left, right, out);
    return out.data.slice();
  };
  const found = compute(ours);
  assertSame([found], [compute(theirs)]);
  assert.ok(found.some(Number.isNaN) && found.some(Number.isFinite));
});

function random(rows: number, cols: number, name: string): Matrix {
  const matrix = ours.allocate(rows, cols);
  stream("simd_products_test", name).fillNormal(matrix.data);
  return matrix;
}

function assertSame(found: readonly Float32Array[], wanted: readonly Float32Array[]): void {
  found.forEach((values, i) => {
    const at = values.findIndex((value, k) => !Object.is(value, wanted[i]![k]));
    assert.equal(at, -1, `entry ${at} is ${values[at]}, expected ${wanted[i]![at]}`);
  });
}
