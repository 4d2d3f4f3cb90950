import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeJson, encodeJson, type Json } from "../../../lib/files/json.ts";

const text = (value: Json) => new TextDecoder().decode(encodeJson(value));

Deno.test("encodeJson() writes canonical JSON and a newline", () => {
  assert.equal(
    text({ b: [1, 0.1, 1e21, 1e-7], a: { d: null, c: true }, "\u20ac": "é\n\u0001" }),
    '{"a":{"c":true,"d":null},"b":[1,0.1,1e+21,1e-7],"€":"é\\n\\u0001"}\n',
  );
  // RFC 8785, section 3.2.3: keys in the order of their UTF-16 units.
  assert.equal(
    text({ "\ufb33": 1, "\ud83d\ude00": 2, "1": 3, "\r": 4 }),
    '{"\\r":4,"1":3,"\ud83d\ude00":2,"\ufb33":1}\n',
  );
});

Deno.test("encodeJson() writes -0 as 0", () =>
  assert.equal(text([-0, { a: -0 }]), '[0,{"a":0}]\n'));

Deno.test("encodeJson() names the place of what JSON cannot hold", () => {
  const refused: readonly (readonly [unknown, RegExp])[] = [
    [NaN, /^Cannot encode JSON: the value is NaN, expected/],
    [{ loss: [1, { x: Infinity }] }, /"loss\[1\]\.x" is Infinity, expected/],
    [{ a: { b: -Infinity } }, /"a\.b" is -Infinity/],
    [[[0, undefined]], /"\[0\]\[1\]" is undefined/],
    [{ a: undefined }, /"a" is undefined/],
    [new Array(2), /"\[0\]" is undefined/],
    [{ a: 3n }, /"a" is 3/],
    [{ a: new Float32Array(2) }, /"a" is an object of a class/],
    [{ a: new Date(0) }, /"a" is an object of a class/],
    [{ a: "\ud800" }, /"a" is a string with half a surrogate pair/],
    [{ "\ud800": 1 }, /is a key with half a surrogate pair/],
  ];
  for (const [value, message] of refused) {
    // The compiler would refuse most of these: they stand for what slips past it.
    assert.throws(() => encodeJson(value as Json), { message });
  }
});

Deno.test("decodeJson() returns what encodeJson() was given, and its bytes are a fixed point", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), (value) => {
      // fast-check's JSON values are ours.
      const bytes = encodeJson(value as Json);
      const read = decodeJson(bytes);
      assert.deepEqual(read, JSON.parse(JSON.stringify(value)));
      assert.deepEqual(encodeJson(read as Json), bytes);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("decodeJson() says why bytes are not JSON", () => {
  const bytes = (string: string) => new TextEncoder().encode(string);
  assert.throws(() => decodeJson(bytes("")), /^Error: Cannot read JSON of 0 bytes: Unexpected end/);
  assert.throws(() => decodeJson(bytes('{"a":NaN}')), /^Error: Cannot read JSON of 9 bytes: /);
  assert.throws(() => decodeJson(bytes("\ufeff{}")), /^Error: Cannot read JSON of 5 bytes: /);
  assert.throws(
    () => decodeJson(Uint8Array.of(0x22, 0xff, 0x22)),
    /^Error: Cannot read JSON of 3 /,
  );
});
