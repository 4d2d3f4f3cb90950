import assert from "node:assert/strict";
import { duplicateKey } from "../../../lib/files/duplicate_key.ts";

Deno.test("duplicateKey() finds a key that occurs twice in one object", () => {
  assert.equal(duplicateKey('{"a":1,"b":{"c":2,"c":3}}'), "c");
  assert.equal(duplicateKey('{"a":1,"b":{"a":2},"a":3}'), "a");
  assert.equal(duplicateKey('{"a" : [{"x":1}], "\\u0061" :0}'), "a");
  assert.equal(duplicateKey('{"":1,"":2}'), "");
});

Deno.test("duplicateKey() passes over values, other objects and quotes", () => {
  assert.equal(duplicateKey('[{"a":"a"},{"a":"{\\"a\\":1"},{"b":["a","a"]}]'), undefined);
  assert.equal(duplicateKey('{"a\\"":"}","a\\\\":":","c":{}}'), undefined);
  assert.equal(duplicateKey("7"), undefined);
});
