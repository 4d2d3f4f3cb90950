/**
 * The sum of e^(-d^2 / STEPS) over pairs of points (u, v), each with the bits of `ExponentialTable.at`.
 *
 * @param at address of the points' u, up to `end`; of their v, `other`; all are float64
 * @param table address of the values of the table up to `limit`; of its five coefficients, `series`
 */
export function sumPairs(
  at: usize, end: usize, other: usize, u: f64, v: f64,
  table: usize, limit: f64, series: usize,
): f64 {
  const us = f64x2.splat(u), vs = f64x2.splat(v), limits = f64x2.splat(limit);
  const a = v128.load64_splat(series), b = v128.load64_splat(series, 8);
  const c = v128.load64_splat(series, 16), d = v128.load64_splat(series, 24);
  const e = v128.load64_splat(series, 32);
  // Added and taken away again, it rounds a double below 2^31 to a whole number, left in its low bits.
  const rounder = f64x2.splat(6755399441055744.0);
  let sum = f64x2.splat(0);
  for (; at < end; at += 16, other += 16) {
    const du = f64x2.sub(v128.load(at), us), dv = f64x2.sub(v128.load(other), vs);
    const t = f64x2.pmin(f64x2.add(f64x2.mul(du, du), f64x2.mul(dv, dv)), limits);
    const rounded = f64x2.add(t, rounder);
    const rest = f64x2.sub(f64x2.sub(rounded, rounder), t);
    // Both entries of the table, into the two lanes.
    let entries = v128.load64_zero(table + (<usize>i32x4.extract_lane(rounded, 0) << 3));
    entries = v128.load64_lane(table + (<usize>i32x4.extract_lane(rounded, 2) << 3), entries, 1);
    let value = f64x2.add(d, f64x2.mul(rest, e));
    value = f64x2.add(c, f64x2.mul(rest, value));
    value = f64x2.add(b, f64x2.mul(rest, value));
    value = f64x2.add(a, f64x2.mul(rest, value));
    value = f64x2.add(f64x2.splat(1.0), f64x2.mul(rest, value));
    sum = f64x2.add(sum, f64x2.mul(value, entries));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
