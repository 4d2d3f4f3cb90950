import assert from "node:assert/strict";
import { encodeJson } from "../../../lib/files/json.ts";
import type { Json } from "../../../lib/files/json.ts";
import { numbersOf } from "../../../lib/results/numbers.ts";

const of = (value: Json) => numbersOf(encodeJson(value), "drift");

Deno.test("numbersOf() calls each number by its place, a lone one by the name alone", () => {
  assert.deepEqual(of(2.5), [["drift", 2.5]]);
  assert.deepEqual(of({ value: 1, wall: { share: 0.5, none: null } }), [
    ["drift.value", 1],
    ["drift.wall.none", null],
    ["drift.wall.share", 0.5],
  ]);
});

Deno.test("numbersOf() takes means of lists, also through the objects of a list", () => {
  assert.deepEqual(of({ speeds: [1, null, 3] }), [["mean of drift.speeds", 2]]);
  assert.deepEqual(of([{ x: 1, name: "a" }, { x: 2, name: "b" }]), [["mean of drift.x", 1.5]]);
  assert.deepEqual(of([[1, 2], [3]]), [["mean of drift", 2]]);
  assert.deepEqual(of({ holes: [null, null] }), [["mean of drift.holes", null]]);
});

Deno.test("numbersOf() leaves out labels, texts and truth values", () => {
  assert.deepEqual(of({ seed: 3, unit: "m", done: true, none: [] }), []);
});

Deno.test("numbersOf() takes means of a table's columns that hold numbers alone", () => {
  const table = "seed,x,y,kind\n3,1,2,a\n3,3,,b\n";
  assert.deepEqual(numbersOf(new TextEncoder().encode(table), "drift", "csv"), [
    ["mean of drift.x", 2],
    ["mean of drift.y", 2],
  ]);
});
