import { multiplyAdd64 } from "./multiply_add";

/**
 * Adds the products of two packed panels of 4 columns to a 4 x 4 tile, float64: two sums to a register,
 * each in the order of the rows.
 *
 * @param a address of panel A, up to `end`; of panel B, `b`; of the tile, whose rows are `stride` bytes apart
 */
export function addTile(a: usize, end: usize, b: usize, tile: usize, stride: usize): void {
  add(false, a, end, b, 0, tile, stride);
}

/**
 * As `addTile`, of panel B and the one `panel` bytes after it to a 4 x 8 tile: so many sums that none waits
 * for itself.
 */
export function addTwoTiles(
  a: usize, end: usize, b: usize, panel: usize, tile: usize, stride: usize,
): void {
  add(true, a, end, b, b + panel, tile, stride);
}

/** Inlined: what one tile does not need is not there. */
@inline
function add(
  two: bool, a: usize, end: usize, b: usize, c: usize, tile: usize, stride: usize,
): void {
  let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00;
  let s10 = s00, s11 = s00, s12 = s00, s13 = s00;
  let s20 = s00, s21 = s00, s22 = s00, s23 = s00;
  let s30 = s00, s31 = s00, s32 = s00, s33 = s00;
  for (; a < end; a += 32, b += 32, c += 32) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load64_splat(a), a1 = v128.load64_splat(a, 8);
    const a2 = v128.load64_splat(a, 16), a3 = v128.load64_splat(a, 24);
    s00 = multiplyAdd64(a0, b0, s00), s01 = multiplyAdd64(a0, b1, s01);
    s10 = multiplyAdd64(a1, b0, s10), s11 = multiplyAdd64(a1, b1, s11);
    s20 = multiplyAdd64(a2, b0, s20), s21 = multiplyAdd64(a2, b1, s21);
    s30 = multiplyAdd64(a3, b0, s30), s31 = multiplyAdd64(a3, b1, s31);
    if (two) {
      const c0 = v128.load(c), c1 = v128.load(c, 16);
      s02 = multiplyAdd64(a0, c0, s02), s03 = multiplyAdd64(a0, c1, s03);
      s12 = multiplyAdd64(a1, c0, s12), s13 = multiplyAdd64(a1, c1, s13);
      s22 = multiplyAdd64(a2, c0, s22), s23 = multiplyAdd64(a2, c1, s23);
      s32 = multiplyAdd64(a3, c0, s32), s33 = multiplyAdd64(a3, c1, s33);
    }
  }
  addRow(two, tile, s00, s01, s02, s03);
  addRow(two, tile + stride, s10, s11, s12, s13);
  addRow(two, tile + 2 * stride, s20, s21, s22, s23);
  addRow(two, tile + 3 * stride, s30, s31, s32, s33);
}

/** In this order, since V8 makes no 256-bit operations where loads follow stores. */
@inline
function addRow(two: bool, row: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  x0 = f64x2.add(v128.load(row), x0), x1 = f64x2.add(v128.load(row, 16), x1);
  if (two) x2 = f64x2.add(v128.load(row, 32), x2), x3 = f64x2.add(v128.load(row, 48), x3);
  v128.store(row, x0);
  v128.store(row, x1, 16);
  if (two) v128.store(row, x2, 32);
  if (two) v128.store(row, x3, 48);
}
