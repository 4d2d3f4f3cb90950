import assert from "node:assert/strict";
import { Xoshiro128 } from "../../../lib/random/xoshiro128.ts";

/** The authors' C code (prng.di.unimi.it) seeded with 1, 2, 3, 4; also in Rust's rand_xoshiro. */
const REFERENCE = [
  641,
  1573767,
  3222811527,
  3517856514,
  836907274,
  4247214768,
  3867114732,
  1355841295,
  495546011,
  621204420,
];

Deno.test("Xoshiro128 gives the words of the reference implementation", () => {
  const generator = new Xoshiro128(Int32Array.of(9, 1, 2, 3, 4), 1);
  assert.deepEqual(REFERENCE.map(() => generator.next() >>> 0), REFERENCE);
});

Deno.test("Xoshiro128.fill() continues next() and keeps to its stride", () => {
  const generator = new Xoshiro128(Int32Array.of(1, 2, 3, 4), 0);
  generator.next();
  const out = new Int32Array(10);
  generator.fill(out, 1, 4, 10);
  assert.deepEqual([...out].map((word) => word >>> 0), [
    0,
    1573767,
    0,
    0,
    0,
    3222811527,
    0,
    0,
    0,
    3517856514,
  ]);
  assert.equal(generator.next() >>> 0, 836907274);
});
