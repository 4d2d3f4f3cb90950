import assert from "node:assert/strict";
import { describeDifference } from "../../../lib/files/difference.ts";
import { encodeJson } from "../../../lib/files/json.ts";
import { encodeNpy } from "../../../lib/files/npy.ts";
import { encodeSafetensors } from "../../../lib/files/safetensors.ts";

const array = (shape: number[], change: (data: Float32Array) => void = () => {}) => {
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i / 4);
  change(data);
  return { shape, data };
};
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

Deno.test("describeDifference() names the first entry of an array that differs, and by how much", () => {
  const found = array([2, 3, 4], (data) => {
    data[17] = 5;
    data[20] = -0.5;
  });
  assert.equal(
    describeDifference("npy", encodeNpy(array([2, 3, 4])), encodeNpy(found)),
    "[1, 1, 1] is 5, expected 4.25; 2 of 24 numbers differ, by at most 5.5",
  );
  const zero = array([2], (data) => void (data[0] = -0));
  assert.match(
    describeDifference("npy", encodeNpy(array([2])), encodeNpy(zero)),
    /^\[0\] is -0, expected 0; 1 of 2/,
  );
});

Deno.test("describeDifference() names the tensor", () => {
  const weights = { a: array([2, 2]), b: array([3]) };
  const found = { ...weights, b: array([3], (data) => void (data[2] = NaN)) };
  assert.equal(
    describeDifference("safetensors", encodeSafetensors(weights), encodeSafetensors(found)),
    `"b" [2] is NaN, expected 0.5; 1 of 7 numbers differ, by at most Infinity`,
  );
});

Deno.test("describeDifference() names the path in a table and the element of a drawing", () => {
  assert.equal(
    describeDifference("json", encodeJson({ loss: [1, 2] }), encodeJson({ loss: [1, 2.5] })),
    "$.loss[1] is 2.5, expected 2; 1 of 2 numbers differ, by at most 0.5",
  );
  const svg = `<svg><g><path d="M1.5,2L3,4"/></g></svg>`;
  assert.equal(
    describeDifference("svg", text(svg), text(svg.replace("3,4", "3,4.25"))),
    "character 26, in <path> is 4.25, expected 4; 1 of 4 numbers differ, by at most 0.25",
  );
});

Deno.test("describeDifference() tells a different shape, text, length or broken file", () => {
  assert.equal(
    describeDifference("npy", encodeNpy(array([6])), encodeNpy(array([2, 3]))),
    `it reads "t32Array (2, 3)", expected "t32Array (6)"`,
  );
  assert.match(describeDifference("json", encodeJson("ab"), encodeJson("ac")), /expected "\\"ab/);
  const bytes = new Uint8Array([1, 2, 3]);
  assert.equal(
    describeDifference("png", bytes, bytes.subarray(0, 2)),
    "it differs from byte 2 on; it has 2 bytes, expected 3",
  );
  assert.match(
    describeDifference("npy", encodeNpy(array([6])), bytes),
    /^it differs from byte 0 on; it has 3 bytes.*does not begin/,
  );
});
