import {
  advance,
  get,
  I32,
  instantiate,
  set,
  simd,
  type WasmFunction,
  whileBelow,
} from "./wasm_function.ts";

/** Rows of a block. With 512 columns it fills half a megabyte, a level-2 cache. */
export const BLOCK = 128;

/**
 * Sums of products of columns, X'X, in double precision; blocks X of up to BLOCK rows are added up.
 *
 * X is packed in panels of 4 columns, so that a 4 x 4 tile of X'X reads two short contiguous runs. Tiles
 * are a WebAssembly SIMD kernel (three times as fast as scalar code): two sums to a register, each in
 * the order of the rows, with separate multiplication and addition. So the bits are those of a plain loop.
 */
export class CrossProducts {
  /** Columns, rounded up to a multiple of 4. */
  readonly width: number;
  /** A block, [width / 4, BLOCK, 4]; columns beyond the given ones stay 0. */
  readonly panels: Float64Array;
  /** X'X, [width, width]; only tiles on or above the diagonal are kept. */
  readonly sums: Float64Array;
  readonly #addTile: AddTile;

  constructor(columns: number) {
    this.width = 4 * Math.ceil(columns / 4);
    const panels = this.width * BLOCK, sums = this.width ** 2;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(8 * (panels + sums) / 65536) });
    this.panels = new Float64Array(memory.buffer, 0, panels);
    this.sums = new Float64Array(memory.buffer, 8 * panels, sums);
    // The function has five integer parameters and no result, see below.
    this.#addTile = instantiate(memory, tileFunction()) as AddTile;
  }

  /** Where row r of a column stands in the panels is this plus 4 r. */
  static columnOffset(column: number): number {
    return (column >> 2) * 4 * BLOCK + (column & 3);
  }

  /** Adds the products of the first `rows` rows of the panels. */
  add(rows: number): void {
    const panel = 8 * 4 * BLOCK, stride = 8 * this.width;
    const panels = this.width / 4;
    for (let i = 0; i < panels; i++) {
      let tile = this.sums.byteOffset + 4 * i * (stride + 8);
      for (let j = i; j < panels; j++, tile += 32) {
        this.#addTile(i * panel, i * panel + 32 * rows, j * panel, tile, stride);
      }
    }
  }
}

/** Addresses in bytes: panel A from `a` to `aEnd`, panel B from `b`, the tile and its rows' stride. */
type AddTile = (a: number, aEnd: number, b: number, tile: number, stride: number) => void;

/** For each row, 4 entries of A times 2 pairs of B, in 8 registers of 2 sums; then adds them to the tile. */
function tileFunction(): WasmFunction {
  const [a, aEnd, b, tile, stride, sums, b0, b1, a0] = [0, 1, 2, 3, 4, 5, 13, 14, 15] as const;
  const load = (address: number, offset: number) => [...get(address), ...simd(0x00, 3, offset)];
  const loadSplat = (
    address: number,
    offset: number,
  ) => [...get(address), ...simd(0x0a, 3, offset)];
  const add = simd(0xf0), multiply = simd(0xf2);
  const row = [0, 1, 2, 3].flatMap((i) => [
    ...[...loadSplat(a, 8 * i), ...set(a0)],
    ...[b0, b1].flatMap((pair, j) => {
      const sum = sums + 2 * i + j;
      return [...get(a0), ...get(pair), ...multiply, ...get(sum), ...add, ...set(sum)];
    }),
  ]);
  const write = [0, 1, 2, 3].flatMap((i) => [
    ...[0, 1].flatMap((j) => [
      ...[...get(tile), ...load(tile, 16 * j), ...get(sums + 2 * i + j), ...add],
      ...simd(0x0b, 3, 16 * j),
    ]),
    ...[...get(tile), ...get(stride), 0x6a, ...set(tile)],
  ]);
  return {
    parameters: [I32, I32, I32, I32, I32],
    results: [],
    vectors: 11,
    body: [
      ...whileBelow(a, aEnd, [
        ...[...load(b, 0), ...set(b0), ...load(b, 16), ...set(b1), ...row],
        ...[...advance(b, 32), ...advance(a, 32)],
      ]),
      ...write,
    ],
  };
}
