import assert from "node:assert/strict";
import { add } from "../../../lib/tensor/add.ts";

Deno.test("add() adds entry by entry to the first array", () => {
  const total = Float32Array.of(1, 2, 3), part = Float32Array.of(10, 20, 30);
  add(total, part);
  assert.deepEqual([...total], [11, 22, 33]);
  assert.deepEqual([...part], [10, 20, 30]);
});
