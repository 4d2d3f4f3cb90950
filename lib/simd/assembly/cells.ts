import { exponential } from "./exponential";

export { prepare } from "./exponential";

/**
 * The softmax of scale ((x_i - x)^2 + (y_i - y)^2) over `count` cells, an even number, as float32.
 *
 * @param xs address of the centres' x, float64; of their y `ys`; of as many float64 to work in, `work`
 */
export function softmax(
  xs: usize, ys: usize, work: usize, out: usize, count: usize, x: f64, y: f64, scale: f64,
): void {
  const largest = exponents(xs, ys, work, count, x, y, scale);
  let sums = f64x2.splat(0);
  for (let at: usize = 0; at < 8 * count; at += 16) {
    const activation = exponential(f64x2.sub(v128.load(work + at), largest));
    v128.store(work + at, activation);
    sums = f64x2.add(sums, activation);
  }
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  const share = f64x2.splat(1 / sum);
  for (let at: usize = 0; at < 8 * count; at += 16) {
    narrow(out + at / 2, f64x2.mul(v128.load(work + at), share));
  }
}

/** As `softmax`, but e^(...) itself. */
export function activations(
  xs: usize, ys: usize, work: usize, out: usize, count: usize, x: f64, y: f64, scale: f64,
): void {
  exponents(xs, ys, work, count, x, y, scale);
  for (let at: usize = 0; at < 8 * count; at += 16) {
    narrow(out + at / 2, exponential(v128.load(work + at)));
  }
}

/** largest e^(cos_i x + sin_i y - kappa) for `count` cells, an even number, as float32. */
export function bearings(
  cos: usize, sin: usize, out: usize, count: usize, x: f64, y: f64, kappa: f64, largest: f64,
): void {
  const xx = f64x2.splat(x), yy = f64x2.splat(y);
  for (let at: usize = 0; at < 8 * count; at += 16) {
    const product = f64x2.add(
      f64x2.mul(xx, v128.load(cos + at)),
      f64x2.mul(yy, v128.load(sin + at)),
    );
    const activation = exponential(f64x2.sub(product, f64x2.splat(kappa)));
    narrow(out + at / 2, f64x2.mul(f64x2.splat(largest), activation));
  }
}

/** Writes the exponents to `work` and returns the largest, twice. */
function exponents(
  xs: usize, ys: usize, work: usize, count: usize, x: f64, y: f64, scale: f64,
): v128 {
  const xx = f64x2.splat(x), yy = f64x2.splat(y), scales = f64x2.splat(scale);
  let largest = f64x2.splat(-Infinity);
  for (let at: usize = 0; at < 8 * count; at += 16) {
    const dx = f64x2.sub(xx, v128.load(xs + at));
    const dy = f64x2.sub(yy, v128.load(ys + at));
    const squares = f64x2.add(f64x2.mul(dx, dx), f64x2.mul(dy, dy));
    const exponent = f64x2.mul(scales, squares);
    v128.store(work + at, exponent);
    largest = f64x2.pmax(largest, exponent);
  }
  return f64x2.pmax(largest, v128.shuffle<f64>(largest, largest, 1, 0));
}

/** Writes two float64 as float32. */
function narrow(out: usize, pair: v128): void {
  v128.store64_lane(out, f32x4.demote_f64x2_zero(pair), 0);
}
