import assert from "node:assert/strict";
import { bytesOf, viewOf } from "../../../lib/files/array_bytes.ts";

Deno.test("bytesOf() sees only its part of a buffer, little-endian", () => {
  const part = Uint16Array.of(1, 0x0203, 4).subarray(1, 2);
  assert.deepEqual(bytesOf(part), Uint8Array.of(3, 2));
});

Deno.test("viewOf() shares aligned memory and copies the rest", () => {
  const bytes = Uint8Array.of(0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0);
  const shared = viewOf(bytes.subarray(4, 8), Float32Array);
  assert.deepEqual(shared, Float32Array.of(1));
  assert.equal(shared.buffer, bytes.buffer);
  const copied = viewOf(bytes.subarray(5, 9), Float32Array);
  assert.notEqual(copied.buffer, bytes.buffer);
  assert.throws(() => viewOf(bytes.subarray(0, 7), Float32Array), {
    message: "Cannot view 7 bytes as numbers: expected a multiple of 4",
  });
});
