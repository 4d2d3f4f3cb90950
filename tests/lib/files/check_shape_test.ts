import assert from "node:assert/strict";
import { checkShape } from "../../../lib/files/check_shape.ts";

Deno.test("checkShape() accepts shapes that want as many numbers as there are", () => {
  checkShape("x", { shape: [], data: new Float32Array(1) });
  checkShape("x", { shape: [2, 3], data: new Uint8Array(6) });
  checkShape("x", { shape: [5, 0], data: new Uint8Array(0) });
});

Deno.test("checkShape() throws on what is no extent, even if the product fits", () => {
  const data = new Float32Array(3);
  for (const shape of [[-1, -3], [1.5, 2], [NaN], [Infinity, 0]]) {
    assert.throws(() => checkShape(".npy", { shape, data }), {
      message: `Cannot encode .npy: found shape (${shape.join(", ")}), expected integers from 0`,
    });
  }
});

Deno.test("checkShape() throws when there are more or fewer numbers", () => {
  assert.throws(() => checkShape('"a"', { shape: [2, 2], data: new Float32Array(3) }), {
    message: 'Cannot encode "a": found 3 numbers, expected 4 for shape (2, 2)',
  });
});
