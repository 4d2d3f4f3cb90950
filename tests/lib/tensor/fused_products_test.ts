import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { blocks } from "../../../lib/tensor/blocks.ts";
import type { Engine, Matrix } from "../../../lib/tensor/engine.ts";
import { Heap } from "../../../lib/tensor/heap.ts";
import { SimdProducts } from "../../../lib/tensor/simd_products.ts";
import { TensorEngine } from "../../../lib/tensor/tensor_engine.ts";
import { TfjsProducts } from "../../../lib/tensor/tfjs_products.ts";
import { fuses, multiplyAdd, processorFuses } from "../simd/fused.ts";

const heap = await Heap.start();
const ours = new TensorEngine(heap, await SimdProducts.start(heap));
const theirs = new TensorEngine(heap, new TfjsProducts(heap));

// What each entry's sum does with a product: on a processor that cannot fuse, what TensorFlow.js does.
const add = fuses(ours)
  ? multiplyAdd
  : (a: number, b: number, c: number) => Math.fround(Math.fround(a * b) + c);

// Every height that a tile can have, alone and after others; rests of columns; blocks of rows that are
// near; single rows, columns and terms.
const SHAPES: readonly (readonly [rows: number, inner: number, cols: number])[] = [
  ...Array.from({ length: 25 }, (_, i) => [i + 1, 37, 16 + i] as const),
  ...[[1, 1, 1], [1, 512, 3], [5, 7, 3], [6, 16, 16], [3, 2, 33], [200, 3, 512]] as const,
  ...[[200, 512, 512], [37, 61, 23], [513, 9, 48], [1000, 700, 20], [129, 512, 16]] as const,
];
const TALL: readonly (readonly [rows: number, inner: number, cols: readonly number[]])[] = [
  ...Array.from({ length: 25 }, (_, i) => [19, i + 1, [1, 17]] as const),
  ...[[7, 5, [3, 48]], [700, 38, [48, 3]], [2049, 130, [2, 50]], [500, 512, [16]]] as const,
];

Deno.test("SimdProducts fuses multiply-additions where the processor can", () => {
  assert.equal(fuses(ours), processorFuses());
});

for (const [rows, inner, cols] of SHAPES) {
  Deno.test(`SimdProducts rounds once a term, in the order of the terms (${rows} x ${inner} x ${cols})`, () => {
    const left = random(rows, inner, "left"), right = random(inner, cols, "right");
    const other = random(cols, inner, "other"), before = random(rows, cols, "before");
    const [plain, added, turned] = [0, 1, 2].map(() => ours.allocate(rows, cols));
    using frozen = ours.freeze(right);
    using transposed = ours.freeze(other, true);
    ours.product(left, right, plain!);
    added!.data.set(before.data);
    ours.addProduct(left, frozen, added!);
    ours.product(left, transposed, turned!);
    forSome(rows, cols, (i, j, k) => {
      const sum = (entry: (m: number) => number): number => {
        let sum = 0;
        for (let m = 0; m < inner; m++) sum = add(left.data[i * inner + m]!, entry(m), sum);
        return sum;
      };
      const wanted = sum((m) => right.data[m * cols + j]!);
      assert.equal(plain!.data[k], wanted, `[${i}, ${j}]`);
      assert.equal(added!.data[k], Math.fround(before.data[k]! + wanted), `[${i}, ${j}], added`);
      assert.equal(turned!.data[k], sum((m) => other.data[j * inner + m]!), `[${i}, ${j}], turned`);
    });
  });
}

for (const [rows, inner, widths] of TALL) {
  Deno.test(`SimdProducts.transposedProducts() rounds once a term (${rows} x ${inner})`, () => {
    const left = random(rows, inner, "left");
    const targets = widths.map((cols) => ({
      right: random(rows, cols, `right ${cols}`),
      out: ours.allocate(inner, cols),
    }));
    ours.transposedProducts(left, targets);
    for (const { right, out } of targets) {
      forSome(inner, right.cols, (i, j, k) => {
        let sum = 0;
        for (const { first, count } of blocks(rows)) {
          let part = 0;
          for (let m = first; m < first + count; m++) {
            part = add(left.data[m * inner + i]!, right.data[m * right.cols + j]!, part);
          }
          sum = Math.fround(sum + part);
        }
        assert.equal(out.data[k], sum, `[${i}, ${j}] of ${right.cols} columns`);
      });
    }
  });
}

/**
 * Both sum in the same order. With s_m the sum of the first m terms, a rounding to float32 errs by at most
 * u = 2^-24 of what it gives: fused sums by u |s_m| a term, TensorFlow.js's by u (|s_m| + |a_m b_m|). So
 * they differ by at most u times the sum of 2 |s_m| + |a_m b_m|, to first order in u.
 */
Deno.test("SimdProducts differs from TensorFlow.js's products by their roundings at most", () => {
  let largest = 0;
  for (const [rows, inner, cols] of SHAPES) {
    const left = random(rows, inner, "left"), right = random(inner, cols, "right");
    const [found, expected] = [ours, theirs].map((engine) => productOf(engine, left, right));
    forSome(rows, cols, (i, j, k) => {
      let sum = 0, sizes = 0;
      for (let m = 0; m < inner; m++) {
        const term = left.data[i * inner + m]! * right.data[m * cols + j]!;
        sum += term;
        sizes += 2 * Math.abs(sum) + Math.abs(term);
      }
      const difference = Math.abs(found![k]! - expected![k]!);
      assert.ok(difference <= 2 ** -24 * (1 + 2 ** -12) * sizes, `[${i}, ${j}]: ${difference}`);
      largest = Math.max(largest, difference);
    });
  }
  assert.equal(largest > 0, fuses(ours));
});

Deno.test("SimdProducts is at least as near to float64 sums as TensorFlow.js's products", () => {
  for (const [rows, inner, cols] of [[200, 512, 512], [50, 64, 128], [200, 2, 512]] as const) {
    const left = random(rows, inner, "left"), right = random(inner, cols, "right");
    const [found, expected] = [ours, theirs].map((engine) => productOf(engine, left, right));
    let mine = 0, their = 0;
    forSome(rows, cols, (i, j, k) => {
      let sum = 0;
      for (let m = 0; m < inner; m++) {
        sum += left.data[i * inner + m]! * right.data[m * cols + j]!;
      }
      mine += (found![k]! - sum) ** 2;
      their += (expected![k]! - sum) ** 2;
    });
    assert.ok(mine <= their, `squared errors of ${rows} x ${inner} x ${cols}: ${mine}, ${their}`);
  }
});

for (const threads of [2, 3]) {
  Deno.test(`SimdProducts has the same bits on ${threads} threads, wherever they part the rows`, async () => {
    using shared = await Heap.start(threads);
    using engine = new TensorEngine(shared, await SimdProducts.start(shared, threads));
    const shapes = [[7, 512, 300], [13, 700, 97], [200, 128, 128], [1001, 131, 53]] as const;
    for (const [rows, inner, cols] of shapes) {
      assert.ok(2 * rows * inner * cols > 1e6, "it is small enough for one thread");
      const [one, several] = [ours, engine].map((engine) => {
        const left = random(rows, inner, "left", engine), out = engine.allocate(rows, cols);
        const right = random(inner, cols, "right", engine);
        using frozen = engine.freeze(right);
        engine.product(left, right, out);
        engine.addProduct(left, frozen, out);
        const gradients = [2, cols].map((width) => ({
          right: random(rows, width, `of ${width}`, engine),
          out: engine.allocate(inner, width),
        }));
        engine.transposedProducts(left, gradients);
        return [out, ...gradients.map(({ out }) => out)].map(({ data }) => data.slice());
      });
      assert.deepEqual(several, one);
    }
  });
}

Deno.test("SimdProducts keeps what is not a number, and denormal numbers", () => {
  const left = random(9, 6, "left"), right = random(6, 20, "right");
  left.data.set([NaN, Infinity, 0, -0, 1e-41, -3e-40, Infinity], 11);
  right.data.set([NaN, -Infinity, 1e-42, 0, Infinity], 30);
  const found = productOf(ours, left, right);
  found.forEach((entry, k) => {
    let sum = 0;
    for (let m = 0; m < 6; m++) {
      sum = add(left.data[Math.floor(k / 20) * 6 + m]!, right.data[m * 20 + k % 20]!, sum);
    }
    assert.equal(entry, sum, `entry ${k}`);
  });
  assert.ok(found.some(Number.isNaN) && found.some(Number.isFinite));
  const tiny = ours.allocate(1, 2), right1 = ours.allocate(2, 1);
  tiny.data.set([1e-41, 3e-30]);
  right1.data.set([1, 1e-12]);
  assert.ok(Math.abs(productOf(ours, tiny, right1)[0]! / 1.3e-41 - 1) < 1e-3);
});

Deno.test("Products write no byte beside their result", () => {
  for (const [rows, inner, cols] of SHAPES) {
    const left = random(rows, inner, "left"), right = random(inner, cols, "right");
    const guarded = ours.allocate(rows + 2, cols);
    guarded.data.fill(7);
    ours.product(left, right, ours.rows(guarded, 1, rows));
    const { data } = guarded;
    assert.ok([...data.slice(0, cols), ...data.slice(-cols)].every((value) => value === 7));
  }
  for (const [rows, inner, [cols]] of TALL) {
    const left = random(rows, inner, "left"), right = random(rows, cols!, "right");
    const guarded = ours.allocate(inner + 2, cols!);
    guarded.data.fill(7);
    ours.transposedProducts(left, [{ right, out: ours.rows(guarded, 1, inner) }]);
    const { data } = guarded;
    assert.ok([...data.slice(0, cols), ...data.slice(-cols!)].every((value) => value === 7));
  }
});

/** Calls back for the entries of up to 50 rows, those at both ends among them, and their places. */
function forSome(rows: number, cols: number, f: (i: number, j: number, k: number) => void): void {
  for (let i = 0; i < rows; i++) {
    if (i >= 25 && i < rows - 25) continue;
    for (let j = 0; j < cols; j++) f(i, j, i * cols + j);
  }
}

function productOf(engine: Engine, left: Matrix, right: Matrix): Float32Array {
  const out = engine.allocate(left.rows, right.cols);
  engine.product(left, right, out);
  return out.data.slice();
}

function random(rows: number, cols: number, name: string, engine: Engine = ours): Matrix {
  const matrix = engine.allocate(rows, cols);
  stream("fused_products_test", name).fillNormal(matrix.data);
  return matrix;
}
