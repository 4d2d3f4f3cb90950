import assert from "node:assert/strict";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { actionKey } from "../../pipeline/action_key.ts";
import type { ActionDescription } from "../../pipeline/action_key.ts";
import { canonicalJson } from "../../pipeline/canonical.ts";

Deno.test("canonicalJson() gives the bytes of RFC 8785, section 3.2", () => {
  const value = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  assert.equal(
    canonicalJson(value),
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
      String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

Deno.test("canonicalJson() sorts names by UTF-16 code units", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
  const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
  const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
  assert.deepEqual(Object.keys(JSON.parse(text)).sort(), [...sorted].sort());
  const places = sorted.map((name) => text.indexOf(JSON.stringify(name)));
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
});

Deno.test("canonicalJson() writes numbers at the edges as RFC 8785, appendix B", () => {
  const cases: readonly [number, string][] = [
    [-0, "0"],
    [5e-324, "5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [9007199254740992, "9007199254740992"],
    [295147905179352830000, "295147905179352830000"],
    [9.999999999999997e22, "9.999999999999997e+22"],
    [1e21, "1e+21"],
    [999999999999999700000, "999999999999999700000"],
    [0.000001, "0.000001"],
    [1e-7, "1e-7"],
  ];
  for (const [value, text] of cases) assert.equal(canonicalJson(value), text);
});

Deno.test("canonicalJson() refuses what JSON does not hold, and says where", () => {
  assert.throws(() => canonicalJson({ a: [1, NaN] }), /Number at \$\.a\[1\] is NaN/);
  assert.throws(() => canonicalJson({ a: Infinity }), /Number at \$\.a is Infinity/);
  assert.throws(() => canonicalJson({ a: 1n }), /Value at \$\.a is a bigint/);
  assert.throws(() => canonicalJson({ a: "\ud83d" }), /Text at \$\.a has half a character/);
  assert.throws(() => canonicalJson({ "\ude00": 1 }), /has half a character/);
  assert.throws(() => canonicalJson([undefined]), /Value at \$\[0\] is a undefined/);
  assert.equal(canonicalJson({ a: undefined, b: 1 }), `{"b":1}`);
});

Deno.test("canonicalJson() writes any value as the package canonicalize does", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(fc.jsonValue(), text, text, (value, name, text) => {
    const both = { value, [name]: text };
    assert.equal(canonicalJson(both), canonicalize(both));
  }));
});

Deno.test("an action's key is the digest of the canonical JSON of its whole description", () => {
  const digests = fc.dictionary(fc.string(), fc.string());
  const code = fc.record({ bundle: fc.string(), assets: digests, packages: digests });
  const description = fc.record({
    version: fc.constant(1),
    stage: fc.string(),
    parameters: fc.dictionary(fc.string(), fc.jsonValue()),
    inputs: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))),
    outputs: digests,
    code,
    numerics: digests,
  });
  fc.assert(fc.property(description, (value) => {
    const any = value as unknown as ActionDescription; // any texts as digests
    for (const { bytes } of [actionKey(any), actionKey(any)]) { // made, and known
      assert.equal(new TextDecoder().decode(bytes), canonicalize(value));
    }
  }));
});
