import assert from "node:assert/strict";
import fc from "fast-check";
import type { NdArray } from "../../../lib/array.ts";
import { decodeNpy, encodeNpy, readNpy } from "../../../lib/files/npy.ts";
import { anyArray } from "../../support/any_array.ts";
import { mutated } from "../../support/mutated.ts";

/** What NumPy 2.4.6's numpy.save writes: the header up to its padding, and the data in hexadecimal. */
const saved: readonly (readonly [NdArray, string, string])[] = [
  [
    { shape: [2], data: Float64Array.of(1.5, -2) },
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
    "000000000000f83f00000000000000c0",
  ],
  [
    { shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
    "000000000000803f0000004000004040000080400000a040",
  ],
  [
    { shape: [], data: Int32Array.of(7) },
    "{'descr': '<i4', 'fortran_order': False, 'shape': (), }",
    "07000000",
  ],
  [
    { shape: [1, 1, 2], data: Uint32Array.of(0, 1) },
    "{'descr': '<u4', 'fortran_order': False, 'shape': (1, 1, 2), }",
    "0000000001000000",
  ],
  [
    { shape: [0, 3], data: new Uint16Array(0) },
    "{'descr': '<u2', 'fortran_order': False, 'shape': (0, 3), }",
    "",
  ],
  [
    { shape: [3], data: Uint8Array.of(0, 1, 2) },
    "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }",
    "000102",
  ],
];

Deno.test("encodeNpy() writes the bytes of numpy.save, decodeNpy() reads them", () => {
  for (const [array, header, data] of saved) {
    const file = npy(header, Uint8Array.fromHex(data));
    assert.deepEqual(encodeNpy(array), file);
    assert.deepEqual(decodeNpy(file), array);
  }
});

Deno.test("encodeNpy() lengthens the header by 64 bytes when NumPy does", async () => {
  // SHA-256 of the files that NumPy 2.4.6 writes for np.zeros((1,) * n, "u1").
  const digests = [
    [14, "eaa6cef65681d5c9c0c5e534c397e33d43515c43e542ef39a46f8ec98a9a3acd"],
    [15, "1f32148cecdb69d57b6f49af4b6aa15b5f0830ca1f984efd98e0a7afddefbcf1"],
    [35, "53db4c6e21a31271e66bfde93ad53b804719e76c852e014532b44c2c28d2a8ac"],
    [36, "3a63e037abd90d89f38d2c5dfdda6e57ceeac35562355d2fabde15b170a61636"],
    [37, "e0bb9b46d772ede24b0c86fd88180e0b2fb81e7a96e882cfd85bf29ae6c18dda"],
  ] as const;
  for (const [dimensions, digest] of digests) {
    const file = encodeNpy({
      shape: new Array<number>(dimensions).fill(1),
      data: new Uint8Array(1),
    });
    assert.equal(new Uint8Array(await crypto.subtle.digest("SHA-256", file)).toHex(), digest);
  }
});

Deno.test("decodeNpy() returns what encodeNpy() was given, bit for bit, at any alignment", () => {
  fc.assert(
    fc.property(anyArray, fc.nat(8), (array, offset) => {
      const file = encodeNpy(array);
      const shifted = new Uint8Array(file.length + offset).subarray(offset);
      shifted.set(file);
      assert.deepEqual(decodeNpy(shifted), array);
    }),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("decodeNpy() reads formats 2.0 and 3.0, other orders and quotes, and int64", () => {
  const data = Float32Array.of(1, 2);
  const header = '{"shape":(2,),"descr":"<f4","fortran_order":False}'.replaceAll('"', "'");
  for (const major of [2, 3]) {
    const file = Uint8Array.of(
      ...[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, major, 0],
      ...[header.length, 0, 0, 0],
      ...new TextEncoder().encode(header),
      ...new Uint8Array(data.buffer),
    );
    assert.deepEqual(decodeNpy(file), { shape: [2], data });
  }
  const long = new BigInt64Array([5n, -6n, 9007199254740991n]);
  const int64 = "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }";
  assert.deepEqual(decodeNpy(npy(int64, new Uint8Array(long.buffer))), {
    shape: [3],
    data: Float64Array.of(5, -6, 9007199254740991),
  });
  long[1] = 9007199254740992n;
  assert.throws(() => decodeNpy(npy(int64, new Uint8Array(long.buffer))), {
    message: "Cannot read .npy: integer 1 is beyond 2^53",
  });
});

const malformed: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ["nothing", new Uint8Array(0), /does not begin as a \.npy file/],
  ["another magic", new Uint8Array(200), /does not begin as a \.npy file/],
  ["only the magic", npyOf("<f4", "(2,)", 8).subarray(0, 8), /does not begin as a \.npy file/],
  ["format 4.0", changed(npyOf("<f4", "(2,)", 8), 6, 4), /found format 4\.0/],
  [
    "a cut header",
    npyOf("<f4", "(2,)", 8).subarray(0, 100),
    /header of 118 bytes in a file of 100/,
  ],
  [
    "a cut header length",
    Uint8Array.fromHex("934e554d5059020001 00".replace(" ", "")),
    /ends at byte 10/,
  ],
  ["cut data", npyOf("<f4", "(2,)", 7), /found 7 bytes of data, expected 8 for shape \(2\)/],
  ["trailing bytes", npyOf("<f4", "(2,)", 9), /found 9 bytes of data, expected 8/],
  ["a huge shape", npyOf("<f4", "(1000000000, 1000000000)", 8), /expected 4000000000000000000/],
  ["an extent beyond 2^53", npyOf("<f4", "(9999999999999999999,)", 8), /found shape/],
  ["a product beyond any number", npyOf("<f4", `(${"9007199254740991,".repeat(30)} 0)`, 0), /NaN/],
  ["a negative extent", npyOf("<f4", "(-2,)", 8), /cannot understand the header/],
  ["a number for a shape", npyOf("<f4", "(2)", 8), /cannot understand the header/],
  ["big-endian numbers", npyOf(">f4", "(2,)", 8), /numbers of type '>f4', expected one of <f8/],
  ["objects", npyOf("|O", "(2,)", 8), /numbers of type '\|O'/],
  ["a half-precision type", npyOf("<f2", "(2,)", 4), /numbers of type '<f2'/],
  ["Fortran order", npyOf("<f4", "(2,)", 8, "True"), /fortran_order True, expected False/],
  ["an unknown key", npy("{'descr': '<f4', 'order': False, 'shape': ()}"), /cannot understand/],
  [
    "a key too many",
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}"),
    /underst/,
  ],
  ["a key twice", npy("{'descr': '<f4', 'shape': (), 'shape': ()}"), /cannot understand/],
  ["a missing key", npy("{'descr': '<f4', 'shape': ()}"), /cannot understand/],
  ["no braces", npy("'descr': '<f4', 'fortran_order': False, 'shape': ()"), /cannot understand/],
  [
    "code after the header",
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': ()} x"),
    /underst/,
  ],
];

for (const [name, file, message] of malformed) {
  Deno.test(`decodeNpy() throws when the file has ${name}`, () => {
    assert.throws(() => decodeNpy(file), { name: "Error", message });
  });
}

Deno.test("decodeNpy() throws its own error or returns a whole array for any mutated file", () => {
  const file = encodeNpy({ shape: [3, 4], data: Float32Array.from({ length: 12 }, (_, i) => i) });
  let accepted = 0;
  fc.assert(
    fc.property(mutated(file), (bytes) => {
      try {
        const { shape, data } = decodeNpy(bytes);
        assert.equal(shape.reduce((a, b) => a * b, 1), data.length);
        accepted++;
      } catch (error) {
        assert.ok(
          error instanceof Error && error.message.startsWith("Cannot read .npy: "),
          `${error}`,
        );
      }
    }),
    { seed: 2, numRuns: 800 },
  );
  assert.ok(accepted > 0, "no mutation left the file readable");
});

Deno.test("encodeNpy() throws when shape and numbers disagree", () => {
  assert.throws(() => encodeNpy({ shape: [2, 2], data: new Float32Array(3) }), {
    message: "Cannot encode .npy: found 3 numbers, expected 4 for shape (2, 2)",
  });
});

Deno.test("readNpy() checks the type and the shape", () => {
  const file = encodeNpy({ shape: [3, 2], data: new Float32Array(6) });
  const { shape, data } = readNpy(file, Float32Array, [null, 2]);
  assert.deepEqual(shape, [3, 2]);
  assert.equal(data.length, 6);
  assert.throws(() => readNpy(file, Float64Array), {
    message: "Cannot read .npy: found Float32Array of shape (3, 2), expected Float64Array",
  });
  assert.throws(() => readNpy(file, Float32Array, [null, 3]), {
    message:
      "Cannot read .npy: found Float32Array of shape (3, 2), expected Float32Array of shape (any, 3)",
  });
  assert.throws(() => readNpy(file, Float32Array, [6]), /expected Float32Array of shape \(6\)/);
});

/** A file of format 1.0 with this header, padded as NumPy pads it for few dimensions. */
function npy(header: string, data = new Uint8Array(4)): Uint8Array<ArrayBuffer> {
  const length = Math.ceil((header.length + 33) / 64) * 64 - 10;
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 255, length >> 8);
  const text = new TextEncoder().encode(header.padEnd(length - 1) + "\n");
  return Uint8Array.of(...start, ...text, ...data);
}

function npyOf(
  descr: string,
  shape: string,
  bytes: number,
  order = "False",
): Uint8Array<ArrayBuffer> {
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  return npy(header, new Uint8Array(bytes));
}

function changed(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  value: number,
): Uint8Array<ArrayBuffer> {
  bytes[at] = value;
  return bytes;
}
