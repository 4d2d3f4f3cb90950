import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decodeSafetensors,
  encodeSafetensors,
  readTensor,
} from "../../../lib/files/safetensors.ts";
import { anyArray } from "../../support/any_array.ts";
import { mutated } from "../../support/mutated.ts";

const example = {
  "w_out.weight": { shape: [1, 2], data: Float32Array.of(1, 2) },
  "encoder.weight": { shape: [2], data: Float32Array.of(3, 4) },
  loss: { shape: [], data: Float64Array.of(0.5) },
  step: { shape: [3], data: Uint8Array.of(7, 8, 9) },
};

Deno.test("encodeSafetensors() writes wide types first, then names in order, padded to 8 bytes", () => {
  const file = encodeSafetensors(example);
  const header = '{"loss":{"dtype":"F64","shape":[],"data_offsets":[0,8]},' +
    '"encoder.weight":{"dtype":"F32","shape":[2],"data_offsets":[8,16]},' +
    '"w_out.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[16,24]},' +
    '"step":{"dtype":"U8","shape":[3],"data_offsets":[24,27]}}';
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  assert.deepEqual(
    file,
    assemble(
      padded,
      Uint8Array.fromHex("000000000000e03f" + "0000404000008040" + "0000803f00000040" + "070809"),
    ),
  );
});

Deno.test("encodeSafetensors() gives the same bytes in whatever order the tensors are named", () => {
  const reversed = Object.fromEntries(Object.entries(example).reverse());
  assert.deepEqual(encodeSafetensors(reversed), encodeSafetensors(example));
});

Deno.test("decodeSafetensors() returns what encodeSafetensors() was given, at any alignment", () => {
  const names = fc.string({ unit: "grapheme" }).filter((name) => name !== "__metadata__");
  fc.assert(
    fc.property(
      fc.dictionary(names, anyArray, { noNullPrototype: true }),
      fc.nat(8),
      (tensors, offset) => {
        const file = encodeSafetensors(tensors);
        const shifted = new Uint8Array(file.length + offset).subarray(offset);
        shifted.set(file);
        assert.deepEqual(decodeSafetensors(shifted), tensors);
        assert.deepEqual(encodeSafetensors(decodeSafetensors(shifted)), file);
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("decodeSafetensors() accepts headers of other writers", () => {
  // Metadata, tensors out of order, spaces, no padding, two empty tensors at one place.
  const header =
    '{"__metadata__":{"format":"pt","note":"a \\"quoted\\" é"}, "b" : {"shape":[1],"data_offsets":[4,8],"dtype":"I32"} ,' +
    '"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},' +
    '"y":{"dtype":"F32","shape":[0,9],"data_offsets":[8,8]},' +
    '"x":{"dtype":"U16","shape":[0],"data_offsets":[4,4]}}';
  assert.deepEqual(decodeSafetensors(assemble(header, Uint8Array.fromHex("0000803f01000000"))), {
    a: { shape: [1], data: Float32Array.of(1) },
    x: { shape: [0], data: new Uint16Array(0) },
    b: { shape: [1], data: Int32Array.of(1) },
    y: { shape: [0, 9], data: new Float32Array(0) },
  });
  assert.deepEqual(decodeSafetensors(assemble("{}")), {});
});

const tensor = (fields: string) => `{"a":{${fields}}}`;
const malformed: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["nothing", new Uint8Array(0), /found 0 bytes, expected at least 8/],
  ["no header", new Uint8Array(8), /does not begin with "\{"/],
  ["a header beyond its end", Uint8Array.fromHex("ffffffffffffff7f7b7d"), /header ends at byte/],
  ["a list for a header", assemble("[]"), /does not begin with "\{"/],
  ["a broken header", assemble('{"a"'), /the header is not JSON/],
  [
    "a header not in UTF-8",
    assemble('{"\u00ff":1}', undefined, "latin1"),
    /the header is not JSON/,
  ],
  ["a number for a tensor", assemble('{"a":1}'), /"a" is not described by an object/],
  ["null for a tensor", assemble('{"a":null}'), /"a" is not described by an object/],
  ["a list for metadata", assemble('{"__metadata__":[]}'), /__metadata__ is not text by name/],
  [
    "a number in metadata",
    assemble('{"__metadata__":{"a":1}}'),
    /__metadata__ is not text by name/,
  ],
  ["an unknown type", file('"dtype":"BF16","shape":[2],"data_offsets":[0,4]', 4), /type "BF16"/],
  [
    "a type from the prototype",
    file('"dtype":"toString","shape":[],"data_offsets":[0,4]', 4),
    /type/,
  ],
  ["a negative extent", file('"dtype":"F32","shape":[-1],"data_offsets":[0,4]', 4), /shape \[-1\]/],
  ["no shape", file('"dtype":"F32","data_offsets":[0,4]', 4), /shape undefined/],
  ["one offset", file('"dtype":"F32","shape":[1],"data_offsets":[0]', 4), /data_offsets \[0\]/],
  ["reversed offsets", file('"dtype":"F32","shape":[1],"data_offsets":[4,0]', 4), /data_offsets/],
  [
    "a fractional offset",
    file('"dtype":"F32","shape":[1],"data_offsets":[0,4.5]', 4),
    /data_offsets/,
  ],
  [
    "a size mismatch",
    file('"dtype":"F32","shape":[2],"data_offsets":[0,4]', 4),
    /4 bytes, expected 8/,
  ],
  [
    "a huge shape",
    file('"dtype":"F32","shape":[1e15,1e15],"data_offsets":[0,4]', 4),
    /expected 4e\+30/,
  ],
  [
    "offsets beyond its end",
    file('"dtype":"F32","shape":[1],"data_offsets":[0,4]', 3),
    /found 3 bytes/,
  ],
  ["trailing bytes", file('"dtype":"F32","shape":[1],"data_offsets":[0,4]', 5), /found 5 bytes/],
  [
    "a gap",
    file('"dtype":"F32","shape":[1],"data_offsets":[4,8]', 8),
    /"a" begins at 4, expected 0/,
  ],
  [
    "an overlap",
    assemble(
      '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},' +
        '"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
      new Uint8Array(8),
    ),
    /"b" begins at 4, expected 8/,
  ],
  [
    "a name twice",
    assemble(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},' +
        '"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      new Uint8Array(4),
    ),
    /"a" occurs twice/,
  ],
];

for (const [name, bytes, message] of malformed) {
  Deno.test(`decodeSafetensors() throws when the file has ${name}`, () => {
    assert.throws(() => decodeSafetensors(bytes), { name: "Error", message });
  });
}

Deno.test("decodeSafetensors() throws its own error or returns whole tensors for mutated files", () => {
  let accepted = 0;
  fc.assert(
    fc.property(mutated(encodeSafetensors(example)), (bytes) => {
      try {
        for (const { shape, data } of Object.values(decodeSafetensors(bytes))) {
          assert.equal(shape.reduce((a, b) => a * b, 1), data.length);
        }
        accepted++;
      } catch (error) {
        const known = error instanceof Error &&
          error.message.startsWith("Cannot read .safetensors: ");
        assert.ok(known, `${error}`);
      }
    }),
    { seed: 2, numRuns: 800 },
  );
  assert.ok(accepted > 0, "no mutation left the file readable");
});

Deno.test("encodeSafetensors() throws on a reserved name and on a shape that does not fit", () => {
  const one = { shape: [1], data: new Float32Array(1) };
  assert.throws(() => encodeSafetensors({ __metadata__: one }), /"__metadata__" is reserved/);
  assert.throws(() => encodeSafetensors({ a: { ...one, shape: [2, 2] } }), {
    message: 'Cannot encode tensor "a": found 1 numbers, expected 4 for shape (2, 2)',
  });
});

Deno.test("readTensor() checks presence, type and shape", () => {
  assert.equal(readTensor(example, "w_out.weight", Float32Array, [1, null]).data[1], 2);
  assert.throws(() => readTensor(example, "w_in.weight", Float32Array), {
    message:
      'Cannot read tensor "w_in.weight": found only encoder.weight, loss, step, w_out.weight',
  });
  assert.throws(() => readTensor({}, "toString", Float32Array), /found only none/);
  assert.throws(() => readTensor(example, "step", Float32Array, [3]), {
    message: 'Cannot read tensor "step": found Uint8Array of shape (3), ' +
      "expected Float32Array of shape (3)",
  });
});

/** A file with this header, as it is, and these data. */
function assemble(header: string, data = new Uint8Array(0), encoding?: "latin1"): Uint8Array {
  const text = encoding === "latin1"
    ? Uint8Array.from(header, (character) => character.charCodeAt(0))
    : new TextEncoder().encode(header);
  const length = new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer);
  return Uint8Array.of(...length, ...text, ...data);
}

function file(fields: string, bytes: number): Uint8Array {
  return assemble(tensor(fields), new Uint8Array(bytes));
}
