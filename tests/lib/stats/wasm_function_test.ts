import assert from "node:assert/strict";
import {
  advance,
  F64,
  get,
  I32,
  instantiate,
  set,
  simd,
  whileBelow,
} from "../../../lib/stats/wasm_function.ts";

Deno.test("instantiate() makes a function that reads memory, loops and returns a number", () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float64Array(memory.buffer).set([1, 2, 30, 40]);
  const sum = 2;
  const add = instantiate(memory, {
    parameters: [I32, I32],
    results: [F64],
    vectors: 1,
    body: [
      ...whileBelow(0, 1, [
        ...[...get(0), ...simd(0x00, 3, 0), ...get(sum), ...simd(0xf0), ...set(sum)],
        ...advance(0, 16),
      ]),
      ...[...get(sum), ...simd(0x21, 0), ...get(sum), ...simd(0x21, 1), 0xa0],
    ],
    // The function has this type, see its parameters and results.
  }) as (start: number, end: number) => number;
  assert.equal(add(0, 32), 73);
  assert.equal(add(16, 32), 70);
});
