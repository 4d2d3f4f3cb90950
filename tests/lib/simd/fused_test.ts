import assert from "node:assert/strict";
import { stream } from "../../../lib/random/stream.ts";
import { multiplyAdd, multiplyAdd64 } from "./fused.ts";

/** Of a double, what it is in units of 2^-1100. */
function exact(x: number): bigint {
  let exponent = 0;
  while (!Number.isInteger(x)) [x, exponent] = [2 * x, exponent + 1];
  return BigInt(x) << BigInt(1100 - exponent);
}

// The oracle of fused products: itself against arithmetic with whole numbers.
Deno.test("multiplyAdd64() and multiplyAdd() are nearer to a b + c than their neighbours", () => {
  const random = stream("fused");
  for (let i = 0; i < 2000; i++) {
    const [a, b] = [random.normal(), random.normal()];
    // Nearly cancels, mostly.
    const c = i % 4 === 0 ? random.normal() : -a * b * (1 + 2 ** -(i % 60) * random.normal());
    const distance = (x: number, [a, b, c]: readonly [number, number, number]): bigint => {
      const error = (exact(x) << 1100n) - exact(a) * exact(b) - (exact(c) << 1100n);
      return error < 0n ? -error : error;
    };
    const found = multiplyAdd64(a, b, c), unit = 2 ** -53 * Math.abs(found);
    for (const other of [found - unit, found + unit]) {
      assert.ok(distance(found, [a, b, c]) <= distance(other, [a, b, c]));
    }
    const [f, g, h] = [Math.fround(a), Math.fround(b), Math.fround(c)];
    const narrow = multiplyAdd(f, g, h);
    for (const other of [narrow * (1 - 2 ** -24), narrow * (1 + 2 ** -23)].map(Math.fround)) {
      assert.ok(distance(narrow, [f, g, h]) <= distance(other, [f, g, h]));
    }
  }
});
