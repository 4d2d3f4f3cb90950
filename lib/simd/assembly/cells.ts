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

/**
 * As `bearings`, from a table of them at a bearing nearby (bearing_table.ts), for `count` cells, a multiple
 * of 8: (high + low) (1 + c1 r + c2 r^2 + c3 r^3). All but the last addition is so small that its rounding
 * does not show.
 *
 * @param high address of the first number, float32; those of the other rows are `stride` bytes apart
 * @param shifts address of what each cell takes away from r, float32
 */
export function nearBearings(
  high: usize, stride: usize, shifts: usize, out: usize, count: usize, r: f32,
): void {
  const low = high + stride, c1 = low + stride, c2 = c1 + stride, c3 = c2 + stride, rr = f32x4.splat(r);
  for (let at: usize = 0; at < 4 * count; at += 32) {
    const x0 = f32x4.sub(rr, v128.load(shifts + at)), x1 = f32x4.sub(rr, v128.load(shifts + at, 16));
    const v0 = v128.load(high + at), v1 = v128.load(high + at, 16);
    const a = lowPart(v0, x0, low + at, c1 + at, c2 + at, c3 + at);
    const b = lowPart(v1, x1, low + at + 16, c1 + at + 16, c2 + at + 16, c3 + at + 16);
    storePair(out + at, f32x4.add(v0, a), f32x4.add(v1, b));
  }
}

/** low + v (c1 x + c2 x^2 + c3 x^3) */
@inline
function lowPart(v: v128, x: v128, low: usize, c1: usize, c2: usize, c3: usize): v128 {
  let series = f32x4.add(v128.load(c2), f32x4.mul(x, v128.load(c3)));
  series = f32x4.add(v128.load(c1), f32x4.mul(x, series));
  return f32x4.add(v128.load(low), f32x4.mul(v, f32x4.mul(x, series)));
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
