import { exponential, prepareConstants } from "./exponential";
import { storePair } from "./pair";

/** Writes the constants of the exponential to `at`, where they must stay. */
export function prepare(at: usize): void {
  prepareConstants(at);
}

/**
 * The softmax of scale ((x_i - x)^2 + (y_i - y)^2) over `count` cells, a multiple of 4, as float32.
 *
 * @param xs address of the centres' x, float64; of their y `ys`; of as many float64 to work in, and four
 * more, `work`
 */
export function softmax(
  xs: usize, ys: usize, work: usize, out: usize, count: usize, x: f64, y: f64, scale: f64,
): void {
  const shift = f64x2.splat(exponents(xs, ys, work, count, x, y, scale)), end = work + 8 * count;
  let low = f64x2.splat(0), high = low;
  for (let at = work; at < end; at += 32) {
    const a = exponential(f64x2.sub(v128.load(at), shift));
    const b = exponential(f64x2.sub(v128.load(at, 16), shift));
    storePair(at, a, b);
    low = f64x2.add(low, a);
    high = f64x2.add(high, b);
  }
  storePair(end, low, high);
  const sum = load<f64>(end) + load<f64>(end, 8) + (load<f64>(end, 16) + load<f64>(end, 24));
  narrow(work, out, count, 1 / sum);
}

/** As `softmax`, but e^(...) itself. */
export function activations(
  xs: usize, ys: usize, work: usize, out: usize, count: usize, x: f64, y: f64, scale: f64,
): void {
  exponents(xs, ys, work, count, x, y, scale);
  exponentials(work, count);
  narrow(work, out, count, 1);
}

/** factor e^(cos_i x + sin_i y - kappa) for `count` cells, a multiple of 4, as float32. */
export function bearings(
  cos: usize, sin: usize, work: usize, out: usize, count: usize, x: f64, y: f64, kappa: f64, factor: f64,
): void {
  const xx = f64x2.splat(x), yy = f64x2.splat(y), shift = f64x2.splat(kappa);
  for (let at: usize = 0; at < 8 * count; at += 32) {
    const a = f64x2.add(f64x2.mul(xx, v128.load(cos + at)), f64x2.mul(yy, v128.load(sin + at)));
    const b = f64x2.add(f64x2.mul(xx, v128.load(cos + at, 16)), f64x2.mul(yy, v128.load(sin + at, 16)));
    storePair(work + at, exponential(f64x2.sub(a, shift)), exponential(f64x2.sub(b, shift)));
  }
  narrow(work, out, count, factor);
}

/** Writes the exponents to `work`, which has room for four more, and returns the largest. */
function exponents(
  xs: usize, ys: usize, work: usize, count: usize, x: f64, y: f64, scale: f64,
): f64 {
  const xx = f64x2.splat(x), yy = f64x2.splat(y), scales = f64x2.splat(scale);
  let low = f64x2.splat(-Infinity), high = low;
  for (const end = work + 8 * count; work < end; work += 32, xs += 32, ys += 32) {
    const dx0 = f64x2.sub(xx, v128.load(xs)), dx1 = f64x2.sub(xx, v128.load(xs, 16));
    const dy0 = f64x2.sub(yy, v128.load(ys)), dy1 = f64x2.sub(yy, v128.load(ys, 16));
    const a = f64x2.mul(scales, f64x2.add(f64x2.mul(dx0, dx0), f64x2.mul(dy0, dy0)));
    const b = f64x2.mul(scales, f64x2.add(f64x2.mul(dx1, dx1), f64x2.mul(dy1, dy1)));
    storePair(work, a, b);
    low = f64x2.pmax(low, a);
    high = f64x2.pmax(high, b);
  }
  storePair(work, low, high);
  return max(max(load<f64>(work), load<f64>(work, 8)), max(load<f64>(work, 16), load<f64>(work, 24)));
}

/** e^x in place */
function exponentials(work: usize, count: usize): void {
  for (const end = work + 8 * count; work < end; work += 32) {
    storePair(work, exponential(v128.load(work)), exponential(v128.load(work, 16)));
  }
}

/** Writes `factor` times the float64 as float32. */
function narrow(work: usize, out: usize, count: usize, factor: f64): void {
  const factors = f64x2.splat(factor);
  for (const end = out + 4 * count; out < end; out += 16, work += 32) {
    const low = f32x4.demote_f64x2_zero(f64x2.mul(factors, v128.load(work)));
    const high = f32x4.demote_f64x2_zero(f64x2.mul(factors, v128.load(work, 16)));
    v128.store(out, v128.shuffle<i64>(low, high, 0, 2));
  }
}
