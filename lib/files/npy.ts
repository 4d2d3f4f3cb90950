import { type NdArray, sizeOf, type TypedArray } from "../array.ts";
import { bytesOf, viewOf } from "./array_bytes.ts";
import { checkArray } from "./check_array.ts";
import { checkShape } from "./check_shape.ts";

/** Length of magic, version and header length in format 1.0; the data begin at a multiple of 64. */
const PREFIX = 10;
const ALIGNMENT = 64;
/** NumPy leaves room in the header for the first extent to grow to so many digits. */
const GROWTH_DIGITS = 21;

/** Longer than any header of a plain array. */
const MAX_HEADER = 0xffff;

/** Bytes of a number of each type that we read, under NumPy's name for it. */
const ITEM_SIZE = { "<f8": 8, "<f4": 4, "<i8": 8, "<i4": 4, "<u4": 4, "<u2": 2, "|u1": 1 } as const;
type Descr = keyof typeof ITEM_SIZE;

/**
 * The bytes of a `.npy` file of format 1.0, little-endian, C order; equal to those of numpy.save. Throws
 * if the shape does not fit the data.
 */
export function encodeNpy(array: NdArray): Uint8Array<ArrayBuffer> {
  checkShape(".npy", array);
  const { shape, data } = array;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  let header = `{'descr': '${descrOf(data)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  if (shape.length > 0) header += " ".repeat(GROWTH_DIGITS - String(shape[0]).length);
  const start = (Math.floor((PREFIX + header.length + 1) / ALIGNMENT) + 1) * ALIGNMENT;
  header = header.padEnd(start - PREFIX - 1) + "\n";
  if (header.length > MAX_HEADER) {
    throw new Error(`Cannot encode .npy: ${shape.length} dimensions do not fit into format 1.0`);
  }

  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set([0x93, ...latin1("NUMPY"), 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(latin1(header), PREFIX);
  bytes.set(bytesOf(data), start);
  return bytes;
}

/**
 * The array of a `.npy` file of format 1.0 to 3.0: little-endian, C order, f8, f4, i4, u4, u2, u1, or
 * i8, which becomes float64. The data share memory with `bytes` where their alignment allows it.
 * Throws if the file is malformed, is of another kind, or an i8 is beyond 2^53.
 */
export function decodeNpy(bytes: Uint8Array): NdArray {
  const { header, start } = splitNpy(bytes);
  const { descr, shape } = parseHeader(header);
  const found = bytes.length - start;
  const expected = sizeOf(shape) * ITEM_SIZE[descr];
  if (found !== expected) {
    throw fail(`found ${found} bytes of data, expected ${expected} for shape (${shape})`);
  }
  return { shape, data: numbers(descr, bytes.subarray(start)) };
}

/**
 * As `decodeNpy`, but throws unless the numbers are of this type and the shape is this one, where
 * `null` stands for any extent: `readNpy(bytes, Float32Array, [null, 2])`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bytes = encodeNpy({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
 * const { shape, data } = readNpy(bytes, Float32Array, [null, 3]);
 * assert.deepEqual([shape, data[5]], [[2, 3], 6]);
 * assert.throws(() => readNpy(bytes, Float32Array, [null, 2]), /expected Float32Array of shape/);
 * ```
 */
export function readNpy<T extends TypedArray>(
  bytes: Uint8Array,
  type: new (length: number) => T,
  shape?: readonly (number | null)[],
): NdArray<T> {
  return checkArray(".npy", decodeNpy(bytes), type, shape);
}

function splitNpy(bytes: Uint8Array): { header: string; start: number } {
  const magic = [0x93, ...latin1("NUMPY")];
  if (bytes.length < PREFIX || magic.some((byte, i) => bytes[i] !== byte)) {
    throw fail("the file does not begin as a .npy file does");
  }
  const version = bytes[6]!;
  if (version < 1 || version > 3 || bytes[7] !== 0) {
    throw fail(`found format ${version}.${bytes[7]}, expected 1.0, 2.0 or 3.0`);
  }
  const headerStart = version === 1 ? PREFIX : PREFIX + 2;
  if (bytes.length < headerStart) throw fail(`the file ends at byte ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = headerStart + length;
  if (length > MAX_HEADER || start > bytes.length) {
    throw fail(`found a header of ${length} bytes in a file of ${bytes.length}`);
  }
  return { header: new TextDecoder().decode(bytes.subarray(headerStart, start)), start };
}

/** The header is a Python dictionary with three entries, in any order. */
function parseHeader(header: string): { descr: Descr; shape: number[] } {
  const text = header.trim();
  const unreadable = () => fail(`cannot understand the header "${text.slice(0, 200)}"`);
  if (!text.startsWith("{") || !text.endsWith("}")) throw unreadable();

  // A name, then a string, a word or a tuple of integers: (), (3,), (3, 4) but not (3).
  const entry =
    /\s*(['"])(\w+)\1\s*:\s*('[^']*'|\w+|\(\s*(?:(?:\d+\s*,\s*)+(?:\d+\s*)?)?\))\s*(?:,|$)/y;
  const inner = text.slice(1, -1).trim();
  const entries = new Map<string, string>();
  while (entry.lastIndex < inner.length) {
    const match = entry.exec(inner);
    if (match === null || entries.has(match[2]!)) throw unreadable();
    entries.set(match[2]!, match[3]!);
  }
  const descr = entries.get("descr");
  const order = entries.get("fortran_order");
  const tuple = entries.get("shape");
  if (entries.size !== 3 || !descr || !order || !tuple?.startsWith("(")) throw unreadable();

  const type = descr.slice(1, -1);
  if (!isDescr(type)) {
    const known = Object.keys(ITEM_SIZE).join(", ");
    throw fail(`found numbers of type ${descr}, expected one of ${known}`);
  }
  if (order !== "False") throw fail(`found fortran_order ${order}, expected False`);
  const shape = (tuple.match(/\d+/g) ?? []).map(Number);
  if (!shape.every(Number.isSafeInteger)) throw fail(`found shape ${tuple}`);
  return { descr: type, shape };
}

function numbers(descr: Descr, bytes: Uint8Array): TypedArray {
  switch (descr) {
    case "<f8":
      return viewOf(bytes, Float64Array);
    case "<f4":
      return viewOf(bytes, Float32Array);
    case "<i4":
      return viewOf(bytes, Int32Array);
    case "<u4":
      return viewOf(bytes, Uint32Array);
    case "<u2":
      return viewOf(bytes, Uint16Array);
    case "|u1":
      return viewOf(bytes, Uint8Array);
    case "<i8":
      return fromInt64(bytes);
  }
}

function fromInt64(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => {
    const value = Number(view.getBigInt64(8 * i, true));
    if (!Number.isSafeInteger(value)) throw fail(`integer ${i} is beyond 2^53`);
    return value;
  });
}

function descrOf(data: TypedArray): Descr {
  if (data instanceof Float64Array) return "<f8";
  if (data instanceof Float32Array) return "<f4";
  if (data instanceof Int32Array) return "<i4";
  if (data instanceof Uint32Array) return "<u4";
  if (data instanceof Uint16Array) return "<u2";
  return "|u1";
}

function isDescr(text: string): text is Descr {
  return Object.hasOwn(ITEM_SIZE, text);
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function fail(reason: string): Error {
  return new Error(`Cannot read .npy: ${reason}`);
}
