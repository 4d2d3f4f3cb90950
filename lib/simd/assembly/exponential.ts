/**
 * Functions of two float64 at a time.
 *
 * Constants are read from memory: V8 would put each together in registers, again and again, which takes
 * longer than the arithmetic.
 */
let constants: usize = 0;

/** Where the coefficient of t^n stands is 8 n; the others come after. */
const ONE: usize = 0, TWO: usize = 64, LOG2E: usize = 72, MINUS_LOG2E: usize = 80, TWO_LOG2E: usize = 88;
const ROUNDER: usize = 96, LEAST: usize = 104, MOST: usize = 112, BIAS: usize = 120;

/** Bytes that the constants take. */
export const TABLE: usize = 128;

/** Writes the constants to `at`, where they must stay, before anything else is called. */
export function prepareConstants(at: usize): void {
  constants = at;
  store<f64>(at + ONE, 1);
  // 2^t - 1 for |t| <= 1/2 to 2.4e-10 of itself: the minimax polynomial.
  store<f64>(at + 8, 0.6931471805815692);
  store<f64>(at + 16, 0.24022650920051483);
  store<f64>(at + 24, 0.055504107275966746);
  store<f64>(at + 32, 0.009618057037027804);
  store<f64>(at + 40, 0.0013333669452056166);
  store<f64>(at + 48, 0.0001546132989150115);
  store<f64>(at + 56, 0.00001525271967571134);
  store<f64>(at + TWO, 2);
  store<f64>(at + LOG2E, 1.4426950408889634);
  store<f64>(at + MINUS_LOG2E, -1.4426950408889634);
  store<f64>(at + TWO_LOG2E, 2.8853900817779268);
  // Added and taken away again, it rounds a small double to a whole number; in between, that number
  // stands in the low bits.
  store<f64>(at + ROUNDER, 6755399441055744.0); // 1.5 * 2^52
  store<f64>(at + LEAST, -126);
  store<f64>(at + MOST, 126);
  store<i64>(at + BIAS, 1023);
}

@inline
function constant(offset: usize): v128 {
  return v128.load64_splat(constants + offset);
}

/** e^x for x <= 0, two at a time, with the bits of `expNegative`: 0 below 2^-126, NaN for NaN. */
@inline
export function exponential(x: v128): v128 {
  const power = f64x2.mul(x, constant(LOG2E));
  const rounded = f64x2.add(power, constant(ROUNDER));
  const whole = f64x2.sub(rounded, constant(ROUNDER));
  const series = f64x2.add(constant(ONE), rest(f64x2.sub(power, whole)));
  const tooSmall = f64x2.lt(whole, constant(LEAST));
  return v128.andnot(f64x2.mul(series, powerOfTwo(rounded)), tooSmall);
}

/**
 * 1 / (1 + e^-x), two at a time, to 1e-10 relative; from -87 down it stays at 2^-126, so that float32 does
 * not turn denormal and slow. NaN stays NaN.
 */
@inline
export function sigmoid(x: v128): v128 {
  const change = powerLessOne(f64x2.mul(x, constant(MINUS_LOG2E)));
  return f64x2.div(constant(ONE), f64x2.add(constant(TWO), change));
}

/** The hyperbolic tangent, (e^2x - 1) / (e^2x + 1), two at a time, to 1e-9 relative, near 0 as well. */
@inline
export function tanh(x: v128): v128 {
  const change = powerLessOne(f64x2.mul(x, constant(TWO_LOG2E)));
  return f64x2.div(change, f64x2.add(constant(TWO), change));
}

/** 2^x - 1 without loss of digits near 0, two at a time; as at 126 or -126 for all x beyond. */
@inline
function powerLessOne(x: v128): v128 {
  // In this order these keep NaN.
  const power = f64x2.pmax(f64x2.pmin(x, constant(MOST)), constant(LEAST));
  const rounded = f64x2.add(power, constant(ROUNDER));
  const t = f64x2.sub(power, f64x2.sub(rounded, constant(ROUNDER)));
  const scale = powerOfTwo(rounded);
  return f64x2.add(f64x2.sub(scale, constant(ONE)), f64x2.mul(scale, rest(t)));
}

/** 2^t - 1 for |t| <= 1/2. In pairs, which do not wait for each other. */
@inline
function rest(t: v128): v128 {
  const t2 = f64x2.mul(t, t);
  const low = f64x2.add(
    f64x2.add(constant(8), f64x2.mul(t, constant(16))),
    f64x2.mul(t2, f64x2.add(constant(24), f64x2.mul(t, constant(32)))),
  );
  const high = f64x2.add(
    f64x2.add(constant(40), f64x2.mul(t, constant(48))),
    f64x2.mul(t2, constant(56)),
  );
  return f64x2.mul(t, f64x2.add(low, f64x2.mul(f64x2.mul(t2, t2), high)));
}

/** 2^x for whole x from -1022 to 1023, two at a time, from x + ROUNDER. */
@inline
function powerOfTwo(rounded: v128): v128 {
  return i64x2.shl(i64x2.add(rounded, constant(BIAS)), 52);
}
