import assert from "node:assert/strict";
import { placeCellCentres, PlaceCells } from "../../lib/cells/place_cells.ts";
import { gru } from "../../lib/networks/gru.ts";
import { vanilla } from "../../lib/networks/vanilla.ts";
import { initialWeights, WeightMatrices } from "../../lib/networks/weights.ts";
import { stream } from "../../lib/random/stream.ts";
import { defaultSpatialMotion } from "../../lib/tasks/spatial_motion.ts";
import { spatialTask } from "../../lib/tasks/spatial_task.ts";
import { startBlasEngine } from "../../lib/tensor/blas_engine.ts";
import type { Engine, Matrix } from "../../lib/tensor/engine.ts";
import { startWasmEngine } from "../../lib/tensor/wasm_engine.ts";
import { Backpropagation } from "../../lib/training/backpropagation.ts";
import { taskBatch } from "../../lib/training/task_batch.ts";
import { assertFilledByAndBy } from "./assert_filled_by_and_by.ts";
import { assertProduct } from "./assert_product.ts";

const engine = await startBlasEngine(Deno.args[0]!); // blas_engine_test.ts gives it

for (const [rows, inner, cols] of [[1, 1, 1], [33, 2, 17], [200, 300, 129]] as const) {
  Deno.test(`BlasEngine.product() and transposedProducts() match float64 sums (${rows} x ${inner} x ${cols})`, () => {
    const a = random(rows, inner, "a"), b = random(inner, cols, "b");
    const transposed = engine.allocate(inner, rows), out = engine.allocate(rows, cols);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < inner; k++) transposed.data[k * rows + i] = a.data[i * inner + k]!;
    }
    using frozen = engine.freeze(b);
    const ways = [
      () => engine.product(a, b, out),
      () => engine.product(a, frozen, out),
      () => engine.transposedProducts(transposed, [{ right: b, out }]),
    ];
    for (const way of ways) {
      out.data.fill(NaN);
      way();
      assertProduct(a, b, out);
    }
    const once = out.data.slice();
    engine.addProduct(a, frozen, out);
    out.data.forEach((sum, k) => assert.ok(Math.abs(sum - 2 * once[k]!) <= 1e-5));
  });
}

Deno.test("BlasEngine.freeze() gives the transpose, too", () => {
  const a = random(6, 8, "a"), b = random(8, 5, "b"), out = engine.allocate(6, 5);
  const transposed = engine.allocate(5, 8);
  for (let k = 0; k < 8; k++) {
    for (let j = 0; j < 5; j++) transposed.data[j * 8 + k] = b.data[k * 5 + j]!;
  }
  using frozen = engine.freeze(transposed, true);
  engine.product(a, frozen, out);
  assertProduct(a, b, out);
});

Deno.test("BlasEngine.freeze() keeps what the matrix was, and uses its memory again", () => {
  const a = random(6, 8, "a"), b = random(8, 5, "b"), out = engine.allocate(6, 5);
  const before = random(8, 5, "b");
  const old = engine.freeze(b);
  b.data.fill(2);
  using young = engine.freeze(b);
  engine.product(a, old, out);
  assertProduct(a, before, out);
  old[Symbol.dispose]();
  old[Symbol.dispose]();
  using third = engine.freeze(before);
  using fourth = engine.freeze(a);
  engine.product(a, young, out);
  assertProduct(a, b, out);
  engine.product(a, third, out);
  assertProduct(a, before, out);
  assert.equal(fourth.rows, 6);
});

Deno.test("BlasEngine.transposedProducts() has the same bits as its rows are filled, step by step", () => {
  assertFilledByAndBy(engine);
});

Deno.test("BlasEngine.product() does what is to be done meanwhile", () => {
  const a = random(6, 8, "a"), b = random(8, 5, "b"), out = engine.allocate(6, 5);
  let done = 0;
  engine.product(a, b, out, () => done++);
  assert.equal(done, 1);
  assertProduct(a, b, out);
});

Deno.test("BlasEngine refuses shapes that do not fit, and what is no CBLAS library", async () => {
  const out = engine.allocate(2, 3), a = engine.allocate(2, 4);
  assert.throws(
    () => engine.product(a, a, out),
    /Cannot multiply \[2, 4\] by \[2, 4\] into \[2, 3\]/,
  );
  assert.throws(
    () => engine.transposedProducts(a, [{ right: a, out }]),
    /Cannot multiply \[4, 2\] by \[2, 4\] into/,
  );
  await assert.rejects(startBlasEngine("/nowhere/libblas.so"), /Requires ffi access/);
});

for (const kind of [vanilla, gru]) {
  // Two ways to sum the same float32 products; relative to the largest gradient of each matrix.
  Deno.test(`A training step has the default engine's gradients to 1e-5 (${kind.name})`, async () => {
    const wanted = gradients(await startWasmEngine(), kind), found = gradients(engine, kind);
    for (const [name, { data }] of Object.entries(wanted)) {
      const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      assert.ok(largest > 0);
      found[name]!.data.forEach((value, k) => {
        assert.ok(Math.abs(value - data[k]!) <= 1e-5 * largest, `${name}[${k}]`);
      });
    }
  });
}

function gradients(engine: Engine, kind: typeof vanilla | typeof gru) {
  const cells = 128, units = 96, batchSize = 40, steps = 15;
  const centres = placeCellCentres(cells, { width: 2.2, height: 2.2 }, stream("centres"));
  const place = new PlaceCells(centres, { width: 0.2, normalisation: "softmax" });
  const task = spatialTask(place, defaultSpatialMotion, 3);
  const architecture = kind({ inputs: 2, units, outputs: cells }, 0.2);
  const weights = new WeightMatrices(engine, architecture.shapes);
  weights.load(initialWeights(architecture.shapes, "weights"));
  const training = new Backpropagation(engine, architecture, weights, { batchSize, steps });
  const trajectories = task.draw(batchSize, steps, stream("starts"), stream("moves"));
  const noise = { law: "gaussian", sigma: 0.01 } as const;
  training.run(taskBatch(task, trajectories, noise, ["noise"]), noise.sigma);
  return training.gradients.save();
}

function random(rows: number, cols: number, name: string): Matrix {
  const matrix = engine.allocate(rows, cols);
  stream(name).fillNormal(matrix.data as Float32Array);
  return matrix;
}
