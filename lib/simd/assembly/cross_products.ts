/**
 * Adds the products of two packed panels of 4 columns to a 4 x 4 tile, float64: two sums to a register,
 * each in the order of the rows.
 *
 * @param a address of panel A, up to `end`; of panel B, `b`; of the tile, whose rows are `stride` bytes apart
 */
export function addTile(a: usize, end: usize, b: usize, tile: usize, stride: usize): void {
  let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00;
  let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  for (; a < end; a += 32, b += 32) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load64_splat(a), a1 = v128.load64_splat(a, 8);
    const a2 = v128.load64_splat(a, 16), a3 = v128.load64_splat(a, 24);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    s20 = f64x2.add(s20, f64x2.mul(a2, b0));
    s21 = f64x2.add(s21, f64x2.mul(a2, b1));
    s30 = f64x2.add(s30, f64x2.mul(a3, b0));
    s31 = f64x2.add(s31, f64x2.mul(a3, b1));
  }
  addRow(tile, s00, s01);
  addRow(tile + stride, s10, s11);
  addRow(tile + 2 * stride, s20, s21);
  addRow(tile + 3 * stride, s30, s31);
}

function addRow(row: usize, left: v128, right: v128): void {
  v128.store(row, f64x2.add(v128.load(row), left));
  v128.store(row, f64x2.add(v128.load(row, 16), right), 16);
}
