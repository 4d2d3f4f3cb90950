import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { hashPath, type StreamPath } from "../../../lib/random/path_hash.ts";

Deno.test("hashPath() permutes as ChaCha20 does", () => {
  // The path (7) is the message 1, 2, high and low bits of 7: words 8 to 11 of ChaCha20's state.
  const state = new DataView(new ArrayBuffer(48));
  [0, 0, 0, 0, 1, 2, 0x401c0000, 0].forEach((word, i) => state.setUint32(4 * i, word, true));
  const key = new Uint8Array(state.buffer, 0, 32);
  const nonce = new Uint8Array(state.buffer, 32, 16);
  const keystream = createCipheriv("chacha20", key, nonce).update(new Uint8Array(64));
  // The cipher adds the initial state to the permuted one.
  const wanted = [8, 9, 10, 11, 12, 13, 14, 15].map((i) =>
    (keystream.readUInt32LE(4 * i) - state.getUint32(4 * (i - 4), true)) | 0
  );
  assert.deepEqual([...hashPath([7], 8)], wanted);
});

Deno.test("hashPath() tells types, lengths and the number of entries apart", () => {
  const paths: StreamPath[] = [
    [],
    [""],
    ["", ""],
    [0],
    ["0"],
    [1],
    ["1"],
    [1, 1],
    [-1],
    [1.5],
    [2 ** 40],
    [2 ** 40 + 1],
    ["ab", 1],
    ["a", "b1"],
    ["a", "b", 1],
    ["ab1"],
    ["a\0"],
    ["a"],
    ["\0a"],
    ["\u0100"],
    ["\ud800"],
    ["\udc00"],
    [1, 2],
    [2, 1],
    ["\u0001\u0002"],
  ];
  const first = paths.map((path) => hashPath(path, 4).join());
  assert.equal(new Set(first).size, paths.length);
});

Deno.test("hashPath() takes -0 for 0 and refuses what is not finite", () => {
  assert.deepEqual(hashPath(["a", -0], 4), hashPath(["a", 0], 4));
  for (const bad of [NaN, Infinity, -Infinity]) {
    assert.throws(() => hashPath(["a", bad], 4), {
      message: `Cannot name a random stream: "${bad}" in ("a", "${bad}") is not finite`,
    });
  }
});

Deno.test("hashPath() squeezes a longer result that begins with the shorter one", () => {
  const long = hashPath(["spatial", 3, "train"], 40);
  assert.deepEqual(hashPath(["spatial", 3, "train"], 5), long.slice(0, 5));
  assert.equal(new Set(long).size, 40);
});

Deno.test("hashPath() changes half of the bits when a number changes by one", () => {
  let changed = 0;
  for (let i = 0; i < 2000; i++) {
    const a = hashPath(["seed", i], 4);
    const b = hashPath(["seed", i + 1], 4);
    for (let j = 0; j < 4; j++) changed += bitCount(a[j]! ^ b[j]!);
  }
  // 256,000 fair bits have a standard deviation of 253.
  assert.ok(Math.abs(changed - 128_000) < 4 * 253, `${changed}`);
});

function bitCount(word: number): number {
  let count = 0;
  for (let bits = word; bits !== 0; bits &= bits - 1) count++;
  return count;
}
