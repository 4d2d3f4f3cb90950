import assert from "node:assert/strict";
import { add } from "../../../lib/tensor/add.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";

Deno.test("add() adds entry by entry to the first matrix", async () => {
  const engine = await startWasmEngine();
  const total = engine.allocate(3, 1), part = engine.allocate(3, 1);
  total.data.set([1, 2, 3]);
  part.data.set([10, 20, 30]);
  add(engine, total, part);
  assert.deepEqual([...total.data], [11, 22, 33]);
  assert.deepEqual([...part.data], [10, 20, 30]);
});
