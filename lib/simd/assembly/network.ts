/**
 * The element-wise steps of the networks, in place on the matrices of an engine, float32. Matrices are
 * given by their addresses, row after row.
 *
 * Loops take eight numbers at a time, as pairs of vectors (pair.ts). Up to seven at the end of a row go one
 * by one, as vectors that hold one.
 */
import { prepareConstants, sigmoid, TABLE, tanh } from "./exponential";
import { storePair } from "./pair";

/** Far below anything that another unit can feel; float32's denormal numbers are many times slower. */
const NEGLIGIBLE: f32 = 1e-30;

/** Where the gates keep up to PART / 4 numbers as float64. */
let work: usize = 0;
const PART: usize = 1024;

/** Takes `CONSTANTS` of compiled.ts, in bytes, for constants and to work in. */
export function prepare(at: usize): void {
  prepareConstants(at);
  work = at + TABLE;
}

/** The sum of squared errors; `outputs` become `scale` times the errors. */
export function differentiateSquares(
  outputs: usize, targets: usize, bytes: usize, scale: f32,
): f64 {
  const scales = f32x4.splat(scale);
  let sums = f64x2.splat(0), at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    const low = f32x4.sub(v128.load(outputs + at), v128.load(targets + at));
    const high = f32x4.sub(v128.load(outputs + at, 16), v128.load(targets + at, 16));
    sums = f64x2.add(sums, f64x2.add(squares(low), squares(high)));
    storePair(outputs + at, f32x4.mul(scales, low), f32x4.mul(scales, high));
  }
  for (; at < bytes; at += 4) {
    const error = f32x4.sub(one(outputs + at), one(targets + at));
    sums = f64x2.add(sums, squares(error));
    storeOne(outputs + at, f32x4.mul(scales, error));
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/**
 * next = (1 - alpha) previous + alpha relu(activation) + sigma noise; `activation` is rectified.
 */
export function vanillaStep(
  activation: usize, previous: usize, noise: usize, next: usize, bytes: usize,
  alpha: f32, sigma: f32,
): void {
  let at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    const a = rectify(v128.load(activation + at));
    const b = rectify(v128.load(activation + at, 16));
    const low = leak(v128.load(previous + at), a, alpha);
    const high = leak(v128.load(previous + at, 16), b, alpha);
    const noisyLow = withNoise(low, sigma, v128.load(noise + at));
    const noisyHigh = withNoise(high, sigma, v128.load(noise + at, 16));
    storePair(activation + at, a, b);
    storePair(next + at, noisyLow, noisyHigh);
  }
  for (; at < bytes; at += 4) {
    const a = rectify(one(activation + at));
    const next1 = withNoise(leak(one(previous + at), a, alpha), sigma, one(noise + at));
    storeOne(activation + at, a);
    storeOne(next + at, next1);
  }
}

/**
 * Splits dL/dr_(t+1): `gradient` keeps the leak's share, `activation` becomes the rectifier's.
 */
export function vanillaStepBack(
  activation: usize, gradient: usize, bytes: usize, alpha: f32,
): void {
  const rest = f32x4.splat(1 - alpha);
  let at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    const a = v128.load(gradient + at), b = v128.load(gradient + at, 16);
    const low = throughRectifier(a, v128.load(activation + at), alpha);
    const high = throughRectifier(b, v128.load(activation + at, 16), alpha);
    storePair(activation + at, low, high);
    storePair(gradient + at, f32x4.mul(rest, a), f32x4.mul(rest, b));
  }
  for (; at < bytes; at += 4) {
    const a = one(gradient + at);
    storeOne(activation + at, throughRectifier(a, one(activation + at), alpha));
    storeOne(gradient + at, f32x4.mul(rest, a));
  }
}

/** `gates` [rows, 2 units] hold the arguments of [z, g] on entry, these on return; `gated` becomes g r. */
export function openGates(
  gates: usize, state: usize, gated: usize, rows: usize, units: usize,
): void {
  const width: usize = 4 * units;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < 2 * width; at += PART) {
      const bytes = min(PART, 2 * width - at);
      widen(gates + at, bytes);
      for (let pair = work; pair < work + 2 * bytes; pair += 32) {
        storePair(pair, sigmoid(v128.load(pair)), sigmoid(v128.load(pair, 16)));
      }
      narrow(gates + at, bytes);
    }
    multiply(gates + width, state, gated, width);
    gates += 2 * width;
    state += width;
    gated += width;
  }
}

/** `candidates` hold the argument of c on entry and c on return. */
export function propose(candidates: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += PART) {
    const part = min(PART, bytes - at);
    widen(candidates + at, part);
    for (let pair = work; pair < work + 2 * part; pair += 32) {
      storePair(pair, tanh(v128.load(pair)), tanh(v128.load(pair, 16)));
    }
    narrow(candidates + at, part);
  }
}

/** next = previous + alpha (1 - z) (c - previous) + sigma noise */
export function gruStep(
  gates: usize, candidates: usize, previous: usize, noise: usize, next: usize,
  rows: usize, units: usize, alpha: f32, sigma: f32,
): void {
  const width: usize = 4 * units;
  for (let row: usize = 0; row < rows; row++) {
    let at: usize = 0;
    for (; at + 32 <= width; at += 32) {
      const low = approach(
        v128.load(previous + at), v128.load(candidates + at), v128.load(gates + at), alpha,
      );
      const high = approach(
        v128.load(previous + at, 16), v128.load(candidates + at, 16), v128.load(gates + at, 16), alpha,
      );
      const noisyLow = withNoise(low, sigma, v128.load(noise + at));
      const noisyHigh = withNoise(high, sigma, v128.load(noise + at, 16));
      storePair(next + at, noisyLow, noisyHigh);
    }
    for (; at < width; at += 4) {
      const driven = approach(one(previous + at), one(candidates + at), one(gates + at), alpha);
      storeOne(next + at, withNoise(driven, sigma, one(noise + at)));
    }
    gates += 2 * width;
    candidates += width;
    previous += width;
    noise += width;
    next += width;
  }
}

/**
 * Splits dL/dr_(t+1): `gradient` keeps the share of r_t itself, `candidates` become dL/d(argument of c),
 * and of `gates` z becomes dL/d(argument of z).
 */
export function gruStepBack(
  gates: usize, candidates: usize, state: usize, gradient: usize, rows: usize, units: usize,
  alpha: f32,
): void {
  const width: usize = 4 * units;
  for (let row: usize = 0; row < rows; row++) {
    let at: usize = 0;
    for (; at + 32 <= width; at += 32) {
      const z0 = v128.load(gates + at), z1 = v128.load(gates + at, 16);
      const c0 = v128.load(candidates + at), c1 = v128.load(candidates + at, 16);
      const r0 = v128.load(state + at), r1 = v128.load(state + at, 16);
      const g0 = v128.load(gradient + at), g1 = v128.load(gradient + at, 16);
      storePair(gradient + at, throughState(g0, z0, alpha), throughState(g1, z1, alpha));
      storePair(gates + at, throughUpdate(g0, z0, c0, r0, alpha), throughUpdate(g1, z1, c1, r1, alpha));
      const low = throughCandidate(g0, z0, c0, alpha), high = throughCandidate(g1, z1, c1, alpha);
      storePair(candidates + at, low, high);
    }
    for (; at < width; at += 4) {
      const z = one(gates + at), c = one(candidates + at), r = one(state + at);
      const g = one(gradient + at);
      storeOne(gradient + at, throughState(g, z, alpha));
      storeOne(gates + at, throughUpdate(g, z, c, r, alpha));
      storeOne(candidates + at, throughCandidate(g, z, c, alpha));
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
    let at: usize = 0;
    for (; at + 32 <= width; at += 32) {
      const g0 = v128.load(gates + at), g1 = v128.load(gates + at, 16);
      const share0 = f32x4.mul(g0, v128.load(throughGated + at));
      const share1 = f32x4.mul(g1, v128.load(throughGated + at, 16));
      const low = f32x4.add(v128.load(gradient + at), share0);
      const high = f32x4.add(v128.load(gradient + at, 16), share1);
      const r0 = v128.load(state + at), r1 = v128.load(state + at, 16);
      storePair(gradient + at, low, high);
      storePair(gates + at, throughGate(share0, g0, r0), throughGate(share1, g1, r1));
    }
    for (; at < width; at += 4) {
      const g = one(gates + at), share = f32x4.mul(g, one(throughGated + at));
      storeOne(gradient + at, f32x4.add(one(gradient + at), share));
      storeOne(gates + at, throughGate(share, g, one(state + at)));
    }
    gates += 2 * width;
    throughGated += width;
    state += width;
    gradient += width;
  }
}

/** In this order it keeps NaN. */
@inline
function rectify(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/** (1 - alpha) previous + alpha rectified */
@inline
function leak(previous: v128, rectified: v128, alpha: f32): v128 {
  const kept = f32x4.mul(f32x4.splat(1 - alpha), previous);
  return f32x4.add(kept, f32x4.mul(f32x4.splat(alpha), rectified));
}

/** alpha g where the unit was active */
@inline
function throughRectifier(g: v128, activation: v128, alpha: f32): v128 {
  return v128.and(f32x4.gt(activation, f32x4.splat(0)), f32x4.mul(f32x4.splat(alpha), g));
}

/** alpha (1 - z) */
@inline
function shareOf(z: v128, alpha: f32): v128 {
  return f32x4.mul(f32x4.splat(alpha), oneMinus(z));
}

/** previous + alpha (1 - z) (c - previous) */
@inline
function approach(previous: v128, c: v128, z: v128, alpha: f32): v128 {
  return f32x4.add(previous, f32x4.mul(shareOf(z, alpha), f32x4.sub(c, previous)));
}

/** (1 - alpha (1 - z)) g */
@inline
function throughState(g: v128, z: v128, alpha: f32): v128 {
  return f32x4.mul(oneMinus(shareOf(z, alpha)), g);
}

/** alpha (1 - z) g z (r - c) */
@inline
function throughUpdate(g: v128, z: v128, c: v128, r: v128, alpha: f32): v128 {
  return f32x4.mul(f32x4.mul(f32x4.mul(shareOf(z, alpha), g), z), f32x4.sub(r, c));
}

/** alpha (1 - z) g (1 - c^2) */
@inline
function throughCandidate(g: v128, z: v128, c: v128, alpha: f32): v128 {
  return f32x4.mul(f32x4.mul(shareOf(z, alpha), g), oneMinus(f32x4.mul(c, c)));
}

/** share (1 - g) r */
@inline
function throughGate(share: v128, g: v128, r: v128): v128 {
  return f32x4.mul(f32x4.mul(share, oneMinus(g)), r);
}

@inline
function oneMinus(x: v128): v128 {
  return f32x4.sub(f32x4.splat(1), x);
}

/** state + sigma noise; 0 if that is next to nothing. */
@inline
function withNoise(state: v128, sigma: f32, noise: v128): v128 {
  const noisy = f32x4.add(state, f32x4.mul(f32x4.splat(sigma), noise));
  return v128.andnot(noisy, f32x4.lt(f32x4.abs(noisy), f32x4.splat(NEGLIGIBLE)));
}

/** Of four numbers, the sums of the squares of two and two, as float64. */
@inline
function squares(x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x), high = promoteHigh(x);
  return f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high));
}

@inline
function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1));
}

/** Writes a row to `work`, as float64. */
function widen(row: usize, bytes: usize): void {
  let at: usize = 0, to = work;
  for (; at + 16 <= bytes; at += 16, to += 32) {
    const numbers = v128.load(row + at);
    storePair(to, f64x2.promote_low_f32x4(numbers), promoteHigh(numbers));
  }
  for (; at < bytes; at += 4, to += 8) store<f64>(to, load<f32>(row + at));
}

/** Writes what stands in `work` to a row, as float32. */
function narrow(row: usize, bytes: usize): void {
  let at: usize = 0, from = work;
  for (; at + 16 <= bytes; at += 16, from += 32) {
    const low = f32x4.demote_f64x2_zero(v128.load(from));
    const high = f32x4.demote_f64x2_zero(v128.load(from, 16));
    v128.store(row + at, v128.shuffle<i64>(low, high, 0, 2));
  }
  for (; at < bytes; at += 4, from += 8) store<f32>(row + at, <f32>load<f64>(from));
}

/** out = left right, number by number */
function multiply(left: usize, right: usize, out: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    const low = f32x4.mul(v128.load(left + at), v128.load(right + at));
    const high = f32x4.mul(v128.load(left + at, 16), v128.load(right + at, 16));
    storePair(out + at, low, high);
  }
  for (; at < bytes; at += 4) storeOne(out + at, f32x4.mul(one(left + at), one(right + at)));
}

@inline
function one(at: usize): v128 {
  return v128.load32_zero(at);
}

@inline
function storeOne(at: usize, x: v128): void {
  v128.store32_lane(at, x, 0);
}
