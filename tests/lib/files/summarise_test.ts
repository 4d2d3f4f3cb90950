import assert from "node:assert/strict";
import { encodeJson } from "../../../lib/files/json.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { summarise } from "../../../lib/files/summarise.ts";

Deno.test("summarise() has a line a value of JSON, and of a long list its ends", () => {
  const json = {
    seed: 3,
    law: null,
    errors: { mean: 0.123456 },
    short: [1, 2.00001],
    long: Array.from({ length: 13 }, (_, i) => i),
  };
  assert.deepEqual(
    new Map(summarise(encodeJson(json), "json")),
    new Map<string, unknown>([
      ["errors mean", 0.1235],
      ["law", "null"],
      ["long", "0, 1, 2, …, 12 (13 values)"],
      ["seed", 3],
      ["short", "1, 2"],
    ]),
  );
});

Deno.test("summarise() has the shape and range of an array, and nothing of other formats", () => {
  const array = encodeNpy({ shape: [2, 2], data: Float64Array.of(-1, 0.5, 2, 8) });
  assert.deepEqual(summarise(array, "npy"), [["array [2, 2]", "-1 to 8, mean 2.375"]]);
  assert.deepEqual(summarise(new Uint8Array(9), "safetensors"), []);
});
