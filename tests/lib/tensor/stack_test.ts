import assert from "node:assert/strict";
import { Stack } from "../../../lib/tensor/stack.ts";
import { startWasmEngine } from "../../../lib/tensor/wasm_engine.ts";

Deno.test("Stack gathers its parts and scatters them again", async () => {
  const engine = await startWasmEngine();
  const parts = [engine.allocate(1, 2), engine.allocate(2, 2)];
  const stack = new Stack(engine, parts);
  parts[0]!.data.set([1, 2]);
  parts[1]!.data.set([3, 4, 5, 6]);
  stack.gather();
  assert.deepEqual([...stack.whole.data], [1, 2, 3, 4, 5, 6]);
  stack.whole.data.set([6, 5, 4, 3, 2, 1]);
  stack.scatter();
  assert.deepEqual(parts.map(({ data }) => [...data]), [[6, 5], [4, 3, 2, 1]]);
});
