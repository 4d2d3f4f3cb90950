import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import type { Matrix } from "../../../lib/tensor/engine.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { assertProduct } from "../../support/assert_product.ts";

const engine = await startWasmEngine();

for (
  const [rows, inner, cols] of [[1, 1, 1], [5, 7, 3], [50, 64, 64], [33, 2, 17], [200, 300, 129]]
) {
  Deno.test(`Engine.product() matches float64 sums (${rows} x ${inner} x ${cols})`, () => {
    const a = random(rows!, inner!, "a"), b = random(inner!, cols!, "b");
    const out = engine.allocate(rows!, cols!);
    using frozen = engine.freeze(b);
    for (const right of [b, frozen]) {
      out.data.fill(NaN);
      engine.product(a, right, out);
      assertProduct(a, b, out);
    }
    const once = out.data.slice();
    engine.addProduct(a, frozen, out);
    assert.ok(out.data.every((sum, k) => sum === Math.fround(2 * once[k]!)));
  });
}

Deno.test("Engine.product() takes a plain matrix as it is, however it was changed before", () => {
  const a = random(9, 12, "a"), b = random(12, 10, "b"), out = engine.allocate(9, 10);
  for (let round = 0; round < 3; round++) {
    stream("round", round).fillUniform(b.data);
    engine.product(a, b, out);
    assertProduct(a, b, out);
  }
  // As an output, too.
  engine.product(random(12, 12, "c"), random(12, 10, "d"), b);
  engine.product(a, b, out);
  assertProduct(a, b, out);
});

Deno.test("Engine.freeze() keeps what the matrix was, and several snapshots live side by side", () => {
  const a = random(6, 8, "a"), b = random(8, 5, "b"), out = engine.allocate(6, 5);
  const before = random(8, 5, "b");
  using old = engine.freeze(b);
  b.data.fill(2);
  using young = engine.freeze(b);
  engine.product(a, young, out);
  assertProduct(a, b, out);
  engine.product(a, old, out);
  assertProduct(a, before, out);
});

Deno.test("Engine.rows() shares the memory of the matrix and multiplies in place", () => {
  const all = random(10, 4, "all"), b = random(4, 4, "b");
  const middle = engine.rows(all, 3, 2), last = engine.rows(all, 8, 2);
  assert.deepEqual(middle.data, all.data.slice(12, 20));
  engine.product(middle, b, last);
  assertProduct(middle, b, last);
  assert.deepEqual(last.data, all.data.slice(32));
  assert.throws(() => engine.rows(all, 9, 2), /rows 9 to 11 of a matrix of 10 rows/);
});

for (const [rows, cols] of [[1, 5], [5, 1], [16, 16], [37, 90], [64, 512], [1250, 2]] as const) {
  Deno.test(`Engine.freeze() gives the transpose, too (${rows} x ${cols})`, () => {
    const a = random(7, cols, "a"), b = random(rows, cols, "b"), out = engine.allocate(7, rows);
    using transposed = engine.freeze(b, true);
    assert.deepEqual([transposed.rows, transposed.cols], [cols, rows]);
    engine.product(a, transposed, out);
    assertProduct(a, transposedCopy(b), out);
  });
}

Deno.test("Engine refuses shapes that do not fit", () => {
  const a = engine.allocate(2, 3), b = engine.allocate(2, 3);
  assert.throws(() => engine.product(a, b, a), /multiply \[2, 3\] by \[2, 3\] into \[2, 3\]/);
  assert.throws(() => engine.addProduct(a, b, a), /multiply \[2, 3\] by \[2, 3\] into/);
  assert.throws(
    () => engine.transposedProducts(a, [{ right: engine.allocate(3, 3), out: b }]),
    /multiply \[3, 2\] by \[3, 3\] into \[2, 3\]/,
  );
});

Deno.test("Engine.allocate() throws when the heap cannot hold the matrix", () => {
  // 2.5 and 4 GB.
  for (const rows of [40000, 65535]) {
    assert.throws(
      () => engine.allocate(rows, 16384),
      new RegExp(`Cannot allocate a matrix of \\[${rows}, 16384\\]: no memory left`),
    );
  }
});

Deno.test("Matrix.data still shows the matrix after the heap has grown", () => {
  const a = random(3, 3, "a"), before = a.data, copy = Float32Array.from(before);
  // More than the heap's first 16 MB.
  engine.allocate(3000, 3000);
  assert.equal(before.length, 0);
  assert.deepEqual(a.data, copy);
});

Deno.test("Engine.freeze() gives its memory back when disposed of", () => {
  const b = random(256, 256, "b");
  const heapSize = () => b.data.buffer.byteLength;
  const cycle = () => {
    using _frozen = engine.freeze(b);
  };
  cycle();
  const size = heapSize();
  // 0.25 MB each: 250 MB if they stayed.
  for (let round = 0; round < 1000; round++) cycle();
  assert.equal(heapSize(), size);
});

function transposedCopy({ rows, cols, data }: Matrix): Matrix {
  const copy = engine.allocate(cols, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) copy.data[j * rows + i] = data[i * cols + j]!;
  }
  return copy;
}

function random(rows: number, cols: number, name: string): Matrix {
  const matrix = engine.allocate(rows, cols);
  stream("wasm_engine_test", name).fillNormal(matrix.data);
  return matrix;
}
