/**
 * Constants are read from memory: V8 would put each together in registers, again and again, which takes
 * longer than the arithmetic.
 */
const CONSTANTS = memory.data<f64>([
  1.4426950408889634, // log2(e)
  6755399441055744.0, // ROUNDER
  0.6931471805599453, // ln 2
  1.0,
  1.0 / 2,
  1.0 / 6,
  1.0 / 24,
  1.0 / 120,
  1.0 / 720,
  1.0 / 5040,
  1.0 / 40320,
  -126.0,
  126.0,
  -1.4426950408889634,
  1e-4,
]);

export const LOG2E: usize = 0, ROUNDER: usize = 8, LN2: usize = 16, ONE: usize = 24;
export const FACTORIAL: usize = 24;
export const LEAST: usize = 88, MOST: usize = 96, MINUS_LOG2E: usize = 104, NEAR: usize = 112;

/** A constant, twice. */
export function constant(offset: usize): v128 {
  return v128.load64_splat(CONSTANTS + offset);
}

/** 1 / n!, twice. */
function term(n: usize): v128 {
  return v128.load64_splat(CONSTANTS + FACTORIAL + 8 * (n - 1));
}

/** e^x for x <= 0, two at a time, with the bits of `expNegative`: 0 below 2^-126, NaN for NaN. */
export function exponential(x: v128): v128 {
  const power = f64x2.mul(x, constant(LOG2E));
  const rounded = f64x2.add(power, constant(ROUNDER));
  const whole = f64x2.sub(rounded, constant(ROUNDER));
  const t = f64x2.mul(f64x2.sub(power, whole), constant(LN2));
  // In pairs, which do not wait for each other.
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
    f64x2.add(constant(ONE), t),
    f64x2.mul(t2, f64x2.add(term(2), f64x2.mul(t, term(3)))),
  );
}

/** 2^x for whole x from -1022 to 1023, two at a time, from x + ROUNDER. */
function powerOfTwo(rounded: v128): v128 {
  return i64x2.shl(i64x2.add(rounded, i64x2.splat(1023)), 52);
}

/** 1 / (1 + e^-x), with the bits of `sigmoid` in lib/networks. */
export function sigmoid(x: v128): v128 {
  // In this order these keep NaN, as Math.min and Math.max do.
  const power = f64x2.pmax(
    f64x2.pmin(f64x2.mul(constant(MINUS_LOG2E), x), constant(MOST)),
    constant(LEAST),
  );
  const rounded = f64x2.add(power, constant(ROUNDER));
  const whole = f64x2.sub(rounded, constant(ROUNDER));
  const t = f64x2.mul(f64x2.sub(power, whole), constant(LN2));
  const t2 = f64x2.mul(t, t);
  const highest = f64x2.add(
    f64x2.add(term(6), f64x2.mul(t, term(7))),
    f64x2.mul(t2, term(8)),
  );
  const high = f64x2.add(f64x2.add(term(4), f64x2.mul(t, term(5))), f64x2.mul(t2, highest));
  const series = f64x2.add(lowTerms(t, t2), f64x2.mul(f64x2.mul(t2, t2), high));
  const one = constant(ONE);
  return f64x2.div(one, f64x2.add(one, f64x2.mul(series, powerOfTwo(rounded))));
}
