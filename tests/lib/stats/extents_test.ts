import assert from "node:assert/strict";
import { extents } from "../../../lib/stats/extents.ts";

Deno.test("extents() reads [B, T, dimensions] and takes one dimension when the last is missing", () => {
  const data = new Float32Array(24);
  assert.deepEqual(extents({ shape: [2, 4, 3], data }), { count: 2, steps: 4, dimensions: 3 });
  assert.deepEqual(extents({ shape: [2, 12], data }), { count: 2, steps: 12, dimensions: 1 });
});

Deno.test("extents() throws when the shape is another or does not fit the data", () => {
  const data = new Float32Array(24);
  for (const shape of [[24], [2, 3, 2, 2], [2, 5, 3], [0, 4]]) {
    assert.throws(() => extents({ shape, data }), /expected \[B, T\]/);
  }
});
