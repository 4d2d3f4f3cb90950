/** Types of WebAssembly values. */
export const I32 = 0x7f, F64 = 0x7c, V128 = 0x7b;

/** Instructions, encoded. */
export type Code = readonly number[];

/** A function's type, its further v128 locals and its body, without the closing end. */
export interface WasmFunction {
  readonly parameters: Code;
  readonly results: Code;
  readonly vectors: number;
  readonly body: Code;
}

/**
 * Makes one function of WebAssembly that works on the given memory: for the few inner loops in which
 * SIMD saves minutes. The caller knows the type of what is returned.
 */
export function instantiate(memory: WebAssembly.Memory, wanted: WasmFunction): unknown {
  const module = new WebAssembly.Module(moduleBytes(wanted));
  return new WebAssembly.Instance(module, { js: { memory } }).exports.run;
}

function moduleBytes(
  { parameters, results, vectors, body }: WasmFunction,
): Uint8Array<ArrayBuffer> {
  const vector = (bytes: Code) => [...leb128(bytes.length), ...bytes];
  const name = (text: string) => vector([...new TextEncoder().encode(text)]);
  const section = (id: number, entry: Code) => [id, ...vector([1, ...entry])];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
    ...section(1, [0x60, ...vector(parameters), ...vector(results)]),
    ...section(2, [...name("js"), ...name("memory"), 2, 0, 0]),
    ...section(3, [0]),
    ...section(7, [...name("run"), 0, 0]),
    ...section(10, vector([1, vectors, V128, ...body, END])),
  ]);
}

export const END = 0x0b;
export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
export const tee = (local: number): Code => [0x22, local];

/** Adds a number of bytes below 64 to an address held in a local. */
export const advance = (local: number, bytes: number): Code => [
  ...[...get(local), 0x41, bytes, 0x6a, ...set(local)],
];

/** Repeats instructions while one address is below another. */
export const whileBelow = (local: number, end: number, body: Code): Code => [
  ...[0x03, 0x40, ...body, ...get(local), ...get(end), 0x49, 0x0d, 0, END],
];

/** A vector instruction; what follows the opcode is its memory alignment and offset or its lane. */
export const simd = (opcode: number, ...immediates: number[]): Code => [
  ...[0xfd, ...leb128(opcode), ...immediates],
];

/** An unsigned integer, 7 bits a byte, lowest first. */
function leb128(value: number): Code {
  return value < 128 ? [value] : [value & 127 | 128, ...leb128(value >> 7)];
}
