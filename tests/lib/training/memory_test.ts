import assert from "node:assert/strict";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";
import { trainSome } from "../../support/some_training.ts";

for (const cell of ["vanilla", "gru"] as const) {
  Deno.test(`Training takes no more memory after 1,000 batches than after one (${cell})`, async () => {
    const engine = await startWasmEngine();
    const training = trainSome(engine, cell, {
      batches: 1,
      cells: 16,
      units: 16,
      batchSize: 4,
      steps: 3,
    });
    const probe = engine.allocate(1, 1);
    const { tensors } = engine, heap = probe.data.buffer.byteLength;
    while (training.batch <= 1000) training.advance();
    assert.equal(engine.tensors, tensors);
    assert.equal(probe.data.buffer.byteLength, heap);
  });
}

Deno.test("A full-size training has the memory of its formula", async () => {
  const engine = await startWasmEngine();
  const before = engine.allocate(1, 1).data.buffer.byteLength;
  const sizes = { batches: 0, cells: 512, units: 512, batchSize: 200, steps: 100 };
  trainSome(engine, "gru", sizes);
  const { cells: N, units: H, batchSize: B, steps: T } = sizes;
  // States and outputs; gates, candidates and gated states of every step (backpropagation.ts).
  const formula = 4 * (T + 1) * B * (H + N) + 4 * 4 * T * B * H;
  // Weights, their gradients, layouts and packed copies, and one step's buffers.
  const little = 100e6;
  assert.ok(engine.allocate(1, 1).data.buffer.byteLength - before < formula + little);
});
