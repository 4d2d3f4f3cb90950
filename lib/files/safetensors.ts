import { type NdArray, sizeOf, type TypedArray } from "../array.ts";
import { bytesOf, viewOf } from "./array_bytes.ts";
import { checkArray } from "./check_array.ts";
import { checkShape } from "./check_shape.ts";
import { duplicateKey } from "./duplicate_key.ts";

/** Tensors by name. */
export interface Tensors {
  readonly [name: string]: NdArray;
}

/** Where a header may hold free text by name: checked, and left alone. */
const METADATA = "__metadata__";

/** Bytes of a number of each type that we read and write. */
const ITEM_SIZE = { F64: 8, F32: 4, I32: 4, U32: 4, U16: 2, U8: 1 } as const;
type Dtype = keyof typeof ITEM_SIZE;

/**
 * The bytes of a `.safetensors` file. The same tensors give the same bytes in whatever order they are
 * named: wide types come first, so that every tensor is aligned, then names in order; the header is
 * padded with spaces to a multiple of 8 bytes. Throws if a shape does not fit its data.
 */
export function encodeSafetensors(tensors: Tensors): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors)
    .map(([name, { shape, data }]) => ({ name, shape, data, dtype: dtypeOf(data) }))
    .sort((a, b) => ITEM_SIZE[b.dtype] - ITEM_SIZE[a.dtype] || compare(a.name, b.name));

  const fields: string[] = [];
  let end = 0;
  for (const { name, shape, data, dtype } of entries) {
    if (name === METADATA) throw new Error(`Cannot encode .safetensors: "${name}" is reserved`);
    checkShape(`tensor "${name}"`, { shape, data });
    const begin = end;
    end += data.byteLength;
    fields.push(field([name, { dtype, shape, data_offsets: [begin, end] }]));
  }

  const text = new TextEncoder().encode(`{${fields.join()}}`);
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(start + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.fill(0x20, 8, start);
  bytes.set(text, 8);
  let at = start;
  for (const { data } of entries) {
    bytes.set(bytesOf(data), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * The tensors of a `.safetensors` file with numbers of type F64, F32, I32, U32, U16 or U8. The data
 * share memory with `bytes` where their alignment allows it. Throws if the file is malformed: the
 * tensors must cover the data without gap or overlap, each with the bytes that its shape wants.
 */
export function decodeSafetensors(bytes: Uint8Array): Record<string, NdArray> {
  const { tensors, start } = splitHeader(bytes);
  const entries = tensors
    .map(([name, value]) => ({ name, ...checkEntry(name, value) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);

  let covered = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== covered) throw fail(`"${name}" begins at ${begin}, expected ${covered}`);
    covered = end;
  }
  const found = bytes.length - start;
  if (found !== covered) throw fail(`found ${found} bytes of data, expected ${covered}`);

  return Object.fromEntries(entries.map(({ name, dtype, shape, begin, end }) => {
    const data = numbers(dtype, bytes.subarray(start + begin, start + end));
    return [name, { shape, data }];
  }));
}

/**
 * The tensor of this name, checked to be of this type and shape as `checkArray` does:
 * `readTensor(tensors, "encoder.weight", Float32Array, [128, null])`. Throws if there is none.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bytes = encodeSafetensors({ "w_in.weight": { shape: [2, 1], data: Float32Array.of(0.5, 2) } });
 * const { data } = readTensor(decodeSafetensors(bytes), "w_in.weight", Float32Array, [null, 1]);
 * assert.deepEqual([...data], [0.5, 2]);
 * ```
 */
export function readTensor<T extends TypedArray>(
  tensors: Tensors,
  name: string,
  type: new (length: number) => T,
  shape?: readonly (number | null)[],
): NdArray<T> {
  const tensor = Object.hasOwn(tensors, name) ? tensors[name] : undefined;
  if (tensor === undefined) {
    const found = Object.keys(tensors).sort().join(", ") || "none";
    throw new Error(`Cannot read tensor "${name}": found only ${found}`);
  }
  return checkArray(`tensor "${name}"`, tensor, type, shape);
}

interface Split {
  /** The header's entries, still unchecked. */
  readonly tensors: readonly (readonly [string, unknown])[];
  /** Where the data begin. */
  readonly start: number;
}

function splitHeader(bytes: Uint8Array): Split {
  if (bytes.length < 8) throw fail(`found ${bytes.length} bytes, expected at least 8`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  if (start > bytes.length) {
    throw fail(`the header ends at byte ${start}, the file at ${bytes.length}`);
  }
  if (bytes[8] !== 0x7b) throw fail('the header does not begin with "{"');
  const header = parseHeader(bytes.subarray(8, start));
  if (!isRecord(header)) throw fail("the header is not an object");
  const { [METADATA]: metadata = {}, ...tensors } = header;
  if (!isTextByName(metadata)) throw fail(`${METADATA} is not text by name`);
  return { tensors: Object.entries(tensors), start };
}

function parseHeader(bytes: Uint8Array): unknown {
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (error) {
    throw fail(`the header is not JSON (${error instanceof Error ? error.message : error})`);
  }
  const twice = duplicateKey(text);
  if (twice !== undefined) throw fail(`"${twice}" occurs twice in the header`);
  return header;
}

function checkEntry(
  name: string,
  entry: unknown,
): { dtype: Dtype; shape: number[]; begin: number; end: number } {
  if (!isRecord(entry)) throw fail(`"${name}" is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isDtype(dtype)) {
    const known = Object.keys(ITEM_SIZE).join(", ");
    throw fail(`"${name}" has numbers of type ${JSON.stringify(dtype)}, expected one of ${known}`);
  }
  if (!isCounts(shape)) throw fail(`"${name}" has shape ${JSON.stringify(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw fail(`"${name}" has data_offsets ${JSON.stringify(offsets)}`);
  }
  const [begin, end] = [offsets[0]!, offsets[1]!];
  const expected = sizeOf(shape) * ITEM_SIZE[dtype];
  if (end - begin !== expected) {
    throw fail(`"${name}" has ${end - begin} bytes, expected ${expected} for shape (${shape})`);
  }
  return { dtype, shape, begin, end };
}

function numbers(dtype: Dtype, bytes: Uint8Array): TypedArray {
  switch (dtype) {
    case "F64":
      return viewOf(bytes, Float64Array);
    case "F32":
      return viewOf(bytes, Float32Array);
    case "I32":
      return viewOf(bytes, Int32Array);
    case "U32":
      return viewOf(bytes, Uint32Array);
    case "U16":
      return viewOf(bytes, Uint16Array);
    case "U8":
      return viewOf(bytes, Uint8Array);
  }
}

function dtypeOf(data: TypedArray): Dtype {
  if (data instanceof Float64Array) return "F64";
  if (data instanceof Float32Array) return "F32";
  if (data instanceof Int32Array) return "I32";
  if (data instanceof Uint32Array) return "U32";
  if (data instanceof Uint16Array) return "U16";
  return "U8";
}

function field([name, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTextByName(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isDtype(value: unknown): value is Dtype {
  return typeof value === "string" && Object.hasOwn(ITEM_SIZE, value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function fail(reason: string): Error {
  return new Error(`Cannot read .safetensors: ${reason}`);
}
