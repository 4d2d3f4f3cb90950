import assert from "node:assert/strict";
import { checkArray } from "../../../lib/files/check_array.ts";

const array = { shape: [2, 3], data: new Float32Array(6) };

Deno.test("checkArray() returns the array when type and shape fit", () => {
  assert.deepEqual(checkArray("x", array, Float32Array), array);
  assert.deepEqual(checkArray("x", array, Float32Array, [2, null]), array);
});

Deno.test("checkArray() says what it found and expected", () => {
  assert.throws(() => checkArray('"x"', array, Int32Array, [2, null]), {
    message: 'Cannot read "x": found Float32Array of shape (2, 3), ' +
      "expected Int32Array of shape (2, any)",
  });
  assert.throws(
    () => checkArray('"x"', array, Float32Array, []),
    /expected Float32Array of shape \(\)/,
  );
});
