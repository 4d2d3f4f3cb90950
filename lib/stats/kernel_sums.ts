import { type ExponentialTable, LIMIT, SERIES } from "./exponential_table.ts";
import {
  advance,
  F64,
  get,
  I32,
  instantiate,
  set,
  simd,
  tee,
  type WasmFunction,
  whileBelow,
} from "./wasm_function.ts";

/**
 * Sums of Gaussian kernels over runs of points of the plane: a WebAssembly SIMD kernel, two points at a
 * time, that reads the exponential table and its series as `ExponentialTable.at` does.
 */
export class KernelSums {
  readonly #table: ExponentialTable;
  readonly #u: Float64Array;
  readonly #v: Float64Array;
  readonly #sumPairs: SumPairs;

  constructor(us: Float64Array, vs: Float64Array, table: ExponentialTable) {
    const bytes = table.values.byteLength + us.byteLength + vs.byteLength;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
    // The table stands first: its entries' addresses are multiples of their indices.
    new Float64Array(memory.buffer).set(table.values);
    this.#table = table;
    this.#u = new Float64Array(memory.buffer, table.values.byteLength, us.length);
    this.#v = new Float64Array(memory.buffer, table.values.byteLength + us.byteLength, vs.length);
    this.#u.set(us);
    this.#v.set(vs);
    // The function has these parameters and this result, see below.
    this.#sumPairs = instantiate(memory, pairsFunction()) as SumPairs;
  }

  /** The sum of exp(-((u_i - u)^2 + (v_i - v)^2) / STEPS) over i from `start` up to `end`. */
  sum(start: number, end: number, u: number, v: number): number {
    let sum = 0;
    if ((end - start) % 2 === 1) {
      const du = this.#u[start]! - u, dv = this.#v[start]! - v;
      sum = this.#table.at(du * du + dv * dv);
      start++;
    }
    if (start === end) return sum;
    const us = this.#u.byteOffset, vs = this.#v.byteOffset;
    return sum + this.#sumPairs(us + 8 * start, us + 8 * end, vs + 8 * start, u, v);
  }
}

/** Addresses in bytes: the points' u from `at` to `end`, their v from `other`; a pair at least. */
type SumPairs = (at: number, end: number, other: number, u: number, v: number) => number;

/** Added and taken away again, it rounds a double below 2^31 to a whole number, left in its low bits. */
const ROUNDER = 1.5 * 2 ** 52;

function pairsFunction(): WasmFunction {
  const [at, end, other, u, v, sum, us, vs, t, rounded, rest, value] = [
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
  ] as const;
  const constants = [LIMIT, ROUNDER, 1, ...SERIES];
  const constant = (i: number) => get(12 + i);
  const add = simd(0xf0), subtract = simd(0xf1), multiply = simd(0xf2), lesser = simd(0xf6);
  const splat = simd(0x14);
  const squaredDistance = (address: number, origin: number) => [
    ...[...get(address), ...simd(0x00, 3, 0), ...get(origin), ...subtract, ...tee(value)],
    ...[...get(value), ...multiply],
  ];
  const entryAddress = (lane: number) => [...get(rounded), ...simd(0x1b, 2 * lane), 0x41, 3, 0x74];
  const pair = [
    ...[...squaredDistance(at, us), ...squaredDistance(other, vs), ...add],
    ...[...constant(0), ...lesser, ...set(t)],
    ...[...get(t), ...constant(1), ...add, ...tee(rounded)],
    ...[...constant(1), ...subtract, ...get(t), ...subtract, ...set(rest)],
    // Both entries of the table, into the two lanes.
    ...[...entryAddress(0), ...simd(0x5d, 3, 0), ...set(value)],
    ...[...entryAddress(1), ...get(value), ...simd(0x57, 3, 0, 1), ...set(value)],
    ...constant(constants.length - 1),
    ...SERIES.flatMap((_, i) => [
      ...[...get(rest), ...multiply, ...constant(constants.length - 2 - i), ...add],
    ]),
    ...[...get(value), ...multiply, ...get(sum), ...add, ...set(sum)],
  ];
  return {
    parameters: [I32, I32, I32, F64, F64],
    results: [F64],
    vectors: 7 + constants.length,
    body: [
      ...[...get(u), ...splat, ...set(us), ...get(v), ...splat, ...set(vs)],
      ...constants.flatMap((x, i) => [0x44, ...bytesOf(x), ...splat, ...set(12 + i)]),
      ...whileBelow(at, end, [...pair, ...advance(other, 16), ...advance(at, 16)]),
      ...[...get(sum), ...simd(0x21, 0), ...get(sum), ...simd(0x21, 1), 0xa0],
    ],
  };
}

function bytesOf(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value, true);
  return new Uint8Array(bytes.buffer);
}
