/**
 * The element-wise steps of the networks, in place on the matrices of an engine, float32. Matrices are
 * given by their addresses, row after row.
 */
import { sigmoid, tanh } from "./exponential";

export { prepare } from "./exponential";

/** Far below anything that another unit can feel; float32's denormal numbers are many times slower. */
const NEGLIGIBLE: f32 = 1e-30;

/** total += part */
export function add(total: usize, part: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at;
    write(total + at, f32x4.add(read(total + at, left), read(part + at, left)), left);
  }
}

/** The sum of squared errors; `outputs` become `scale` times the errors. */
export function differentiateSquares(
  outputs: usize, targets: usize, bytes: usize, scale: f32,
): f64 {
  let sums = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at;
    const error = f32x4.sub(read(outputs + at, left), read(targets + at, left));
    const low = f64x2.promote_low_f32x4(error), high = promoteHigh(error);
    sums = f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
    write(outputs + at, f32x4.mul(f32x4.splat(scale), error), left);
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/**
 * next = (1 - alpha) previous + alpha relu(activation + drive) + sigma noise; `activation` becomes the
 * rectified sum.
 */
export function vanillaStep(
  activation: usize, drive: usize, previous: usize, noise: usize, next: usize, bytes: usize,
  alpha: f32, sigma: f32,
): void {
  const keep = f32x4.splat(1 - alpha);
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at;
    const sum = f32x4.add(read(activation + at, left), read(drive + at, left));
    const rectified = f32x4.pmax(sum, f32x4.splat(0)); // in this order it keeps NaN
    const kept = f32x4.mul(keep, read(previous + at, left));
    const driven = f32x4.add(kept, f32x4.mul(f32x4.splat(alpha), rectified));
    write(activation + at, rectified, left);
    write(next + at, withNoise(driven, sigma, read(noise + at, left)), left);
  }
}

/** Splits dL/dr_(t+1): `gradient` keeps the leak's share, `activation` becomes the rectifier's. */
export function vanillaStepBack(
  activation: usize, gradient: usize, bytes: usize, alpha: f32,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = bytes - at;
    const g = read(gradient + at, left);
    const active = f32x4.gt(read(activation + at, left), f32x4.splat(0));
    write(activation + at, v128.and(active, f32x4.mul(f32x4.splat(alpha), g)), left);
    write(gradient + at, f32x4.mul(f32x4.splat(1 - alpha), g), left);
  }
}

/**
 * `gates` [rows, 2 units] hold [U_z r, U_r r] on entry and [z, g] on return; a row of `drive` is
 * [W_z u, W_r u, W_h u]; `gated` becomes g r.
 */
export function openGates(
  gates: usize, drive: usize, state: usize, gated: usize, rows: usize, units: usize,
): void {
  const width: usize = 4 * units;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < width; at += 16) {
      const left = width - at;
      const z = f32x4.add(read(gates + at, left), read(drive + at, left));
      const g = f32x4.add(read(gates + width + at, left), read(drive + width + at, left));
      const open = sigmoids(g);
      write(gates + at, sigmoids(z), left);
      write(gates + width + at, open, left);
      write(gated + at, f32x4.mul(open, read(state + at, left)), left);
    }
    gates += 2 * width;
    drive += 3 * width;
    state += width;
    gated += width;
  }
}

/** `candidates` hold U_h (g r) on entry and c on return. */
export function propose(candidates: usize, drive: usize, rows: usize, units: usize): void {
  const width: usize = 4 * units;
  drive += 2 * width;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < width; at += 16) {
      const left = width - at;
      const sum = f32x4.add(read(candidates + at, left), read(drive + at, left));
      write(
        candidates + at,
        demote(tanh(f64x2.promote_low_f32x4(sum)), tanh(promoteHigh(sum))),
        left,
      );
    }
    candidates += width;
    drive += 3 * width;
  }
}

/** next = previous + alpha (1 - z) (c - previous) + sigma noise */
export function gruStep(
  gates: usize, candidates: usize, previous: usize, noise: usize, next: usize,
  rows: usize, units: usize, alpha: f32, sigma: f32,
): void {
  const width: usize = 4 * units;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < width; at += 16) {
      const left = width - at;
      const before = read(previous + at, left);
      const change = f32x4.sub(read(candidates + at, left), before);
      const share = shareOf(read(gates + at, left), alpha);
      const driven = f32x4.add(before, f32x4.mul(share, change));
      write(next + at, withNoise(driven, sigma, read(noise + at, left)), left);
    }
    gates += 2 * width;
    candidates += width;
    previous += width;
    noise += width;
    next += width;
  }
}

/**
 * Splits dL/dr_(t+1): `gradient` keeps the share of r_t itself, `candidates` become dL/d(argument of
 * c), and of `gates` z becomes dL/d(argument of z).
 */
export function gruStepBack(
  gates: usize, candidates: usize, state: usize, gradient: usize, rows: usize, units: usize,
  alpha: f32,
): void {
  const width: usize = 4 * units, one = f32x4.splat(1);
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < width; at += 16) {
      const left = width - at;
      const g = read(gradient + at, left), z = read(gates + at, left);
      const c = read(candidates + at, left), share = shareOf(z, alpha), shared = f32x4.mul(share, g);
      const change = f32x4.sub(read(state + at, left), c);
      write(gradient + at, f32x4.mul(f32x4.sub(one, share), g), left);
      write(gates + at, f32x4.mul(f32x4.mul(shared, z), change), left);
      write(candidates + at, f32x4.mul(shared, f32x4.sub(one, f32x4.mul(c, c))), left);
    }
    gates += 2 * width;
    candidates += width;
    state += width;
    gradient += width;
  }
}

/** From dL/d(g r_t): adds r_t's share to `gradient`; g becomes dL/d(argument of g). */
export function closeGates(
  gates: usize, throughGated: usize, state: usize, gradient: usize, rows: usize, units: usize,
): void {
  const width: usize = 4 * units;
  gates += width;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < width; at += 16) {
      const left = width - at;
      const open = read(gates + at, left), d = read(throughGated + at, left);
      const share = f32x4.mul(open, d);
      const slope = f32x4.mul(share, f32x4.sub(f32x4.splat(1), open));
      write(gradient + at, f32x4.add(read(gradient + at, left), share), left);
      write(gates + at, f32x4.mul(slope, read(state + at, left)), left);
    }
    gates += 2 * width;
    throughGated += width;
    state += width;
    gradient += width;
  }
}

/** alpha (1 - z) */
function shareOf(z: v128, alpha: f32): v128 {
  return f32x4.mul(f32x4.splat(alpha), f32x4.sub(f32x4.splat(1), z));
}

/** state + sigma noise; 0 if that is next to nothing. */
function withNoise(state: v128, sigma: f32, noise: v128): v128 {
  const noisy = f32x4.add(state, f32x4.mul(f32x4.splat(sigma), noise));
  return v128.andnot(noisy, f32x4.lt(f32x4.abs(noisy), f32x4.splat(NEGLIGIBLE)));
}

function sigmoids(x: v128): v128 {
  return demote(sigmoid(f64x2.promote_low_f32x4(x)), sigmoid(promoteHigh(x)));
}

function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1));
}

function demote(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** Four numbers, or as many as are left, and zeros. */
function read(at: usize, left: usize): v128 {
  if (left >= 16) return v128.load(at);
  if (left === 4) return v128.load32_zero(at);
  const two = v128.load64_zero(at);
  return left === 8 ? two : v128.load32_lane(at, two, 2, 8);
}

function write(at: usize, numbers: v128, left: usize): void {
  if (left >= 16) return v128.store(at, numbers);
  if (left === 4) return v128.store32_lane(at, numbers, 0);
  v128.store64_lane(at, numbers, 0);
  if (left === 12) v128.store32_lane(at, numbers, 2, 8);
}
