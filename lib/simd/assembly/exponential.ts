/**
 * Constants are read from memory: V8 would put each together in registers, again and again, which takes
 * longer than the arithmetic.
 */
let constants: usize = 0;

/** Where 1 / n! stands is 8 n; the others come after. */
const LOG2E: usize = 72, MINUS_LOG2E: usize = 80, LN2: usize = 88, ROUNDER: usize = 96;
const LEAST: usize = 104, MOST: usize = 112, NEAR: usize = 120;

/** Bytes that `prepare` writes. */
export const CONSTANTS: usize = 128;

/** Writes the constants to `at`, where they must stay, before anything else is called. */
export function prepare(at: usize): void {
  constants = at;
  for (let n: usize = 0, factorial: f64 = 1; n <= 8; factorial *= <f64>++n) {
    store<f64>(at + 8 * n, 1 / factorial);
  }
  store<f64>(at + LOG2E, 1.4426950408889634);
  store<f64>(at + MINUS_LOG2E, -1.4426950408889634);
  store<f64>(at + LN2, 0.6931471805599453);
  // Added and taken away again, it rounds a small double to a whole number; in between, that number
  // stands in the low bits.
  store<f64>(at + ROUNDER, 6755399441055744.0); // 1.5 * 2^52
  store<f64>(at + LEAST, -126);
  store<f64>(at + MOST, 126);
  store<f64>(at + NEAR, 1e-4);
}

function constant(offset: usize): v128 {
  return v128.load64_splat(constants + offset);
}

/** 1 / n! */
function term(n: usize): v128 {
  return constant(8 * n);
}

/** e^x for x <= 0, two at a time, with the bits of `expNegative`: 0 below 2^-126, NaN for NaN. */
export function exponential(x: v128): v128 {
  const power = f64x2.mul(x, constant(LOG2E));
  const rounded = f64x2.add(power, constant(ROUNDER));
  const whole = f64x2.sub(rounded, constant(ROUNDER));
  const t = f64x2.mul(f64x2.sub(power, whole), constant(LN2));
  const t2 = f64x2.mul(t, t);
  const high = f64x2.add(
    f64x2.add(term(4), f64x2.mul(t, term(5))),
    f64x2.mul(t2, f64x2.add(term(6), f64x2.mul(t, term(7)))),
  );
  const series = f64x2.add(lowTerms(t, t2), f64x2.mul(f64x2.mul(t2, t2), high));
  const tooSmall = f64x2.lt(whole, constant(LEAST));
  return v128.andnot(f64x2.mul(series, powerOfTwo(rounded)), tooSmall);
}

/** 1 + t + t^2 / 2 + t^3 / 6 */
function lowTerms(t: v128, t2: v128): v128 {
  return f64x2.add(
    f64x2.add(term(0), t),
    f64x2.mul(t2, f64x2.add(term(2), f64x2.mul(t, term(3)))),
  );
}

/** 2^x for whole x from -1022 to 1023, two at a time, from x + ROUNDER. */
function powerOfTwo(rounded: v128): v128 {
  return i64x2.shl(i64x2.add(rounded, i64x2.splat(1023)), 52);
}

/**
 * 1 / (1 + e^-x), two at a time, to 1e-9 relative; from -87 down it stays at 2^-126, so that float32 does
 * not turn denormal and slow. NaN stays NaN.
 */
export function sigmoid(x: v128): v128 {
  // In this order these keep NaN.
  const power = f64x2.pmax(
    f64x2.pmin(f64x2.mul(constant(MINUS_LOG2E), x), constant(MOST)),
    constant(LEAST),
  );
  const rounded = f64x2.add(power, constant(ROUNDER));
  const whole = f64x2.sub(rounded, constant(ROUNDER));
  const t = f64x2.mul(f64x2.sub(power, whole), constant(LN2));
  // |t| <= ln 2 / 2: the terms from t^9 on are below 3e-10. In pairs, which do not wait for each other.
  const t2 = f64x2.mul(t, t);
  const highest = f64x2.add(
    f64x2.add(term(6), f64x2.mul(t, term(7))),
    f64x2.mul(t2, term(8)),
  );
  const high = f64x2.add(f64x2.add(term(4), f64x2.mul(t, term(5))), f64x2.mul(t2, highest));
  const series = f64x2.add(lowTerms(t, t2), f64x2.mul(f64x2.mul(t2, t2), high));
  return f64x2.div(term(0), f64x2.add(term(0), f64x2.mul(series, powerOfTwo(rounded))));
}

/** The hyperbolic tangent, two at a time, to 4e-9 relative, near 0 as well. */
export function tanh(x: v128): v128 {
  const half = sigmoid(f64x2.add(x, x));
  const far = f64x2.sub(f64x2.add(half, half), term(0));
  // The next term is x^3 / 3; and the difference above would lose digits.
  return v128.bitselect(x, far, f64x2.lt(f64x2.abs(x), constant(NEAR)));
}
