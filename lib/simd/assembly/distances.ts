/**
 * The mean distances of the points of each of n trajectories from those of each of m others, [n, m], as
 * float64. A trajectory is its points' first coordinates, then their second ones, and so on, float64.
 *
 * @param a address of the n trajectories of k points; of the m others, of l points, `b`
 * @param d coordinates of a point
 * @param out address of the means; where `b` is `a`, those below the diagonal are left as they are
 */
export function meanDistances(
  a: usize, n: i32, k: i32, b: usize, m: i32, l: i32, d: i32, out: usize,
): void {
  const row: usize = 8 * k, across: usize = 8 * l, pairs: f64 = k * l;
  for (let i = 0; i < n; i++) {
    const one = a + i * d * row, first = a == b ? i : 0;
    for (let j = first; j < m; j++) {
      const sum = sumDistances(one, row, b + j * d * across, across, d);
      store<f64>(out + 8 * (i * m + j), sum / pairs);
    }
  }
}

/** Over the points of two trajectories, two of the other at a time and last the odd one. */
@inline
function sumDistances(one: usize, row: usize, other: usize, across: usize, d: i32): f64 {
  const even = across & ~15;
  let sums = f64x2.splat(0), rest: f64 = 0;
  for (let p: usize = 0; p < row; p += 8) {
    for (let q: usize = 0; q < even; q += 16) {
      let squares = f64x2.splat(0);
      for (let c = 0; c < d; c++) {
        const difference = f64x2.sub(
          v128.load64_splat(one + p + c * row),
          v128.load(other + q + c * across),
        );
        squares = f64x2.add(squares, f64x2.mul(difference, difference));
      }
      sums = f64x2.add(sums, f64x2.sqrt(squares));
    }
    if (even < across) {
      let square: f64 = 0;
      for (let c = 0; c < d; c++) {
        const difference = load<f64>(one + p + c * row) - load<f64>(other + even + c * across);
        square += difference * difference;
      }
      rest += Math.sqrt(square);
    }
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + rest;
}
