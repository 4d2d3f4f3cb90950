/**
 * e^x for x <= 0, to 8e-9 relative: several times finer than float32. Below 2^-126, where float32
 * would turn denormal and slow, it is 0. NaN stays NaN. IEEE additions and multiplications only: the same bits on
 * every machine, and about three times as fast as `Math.exp`.
 */
export function expNegative(x: number): number {
  const power = x * Math.LOG2E;
  const whole = power + ROUNDER - ROUNDER;
  if (whole < -126) return 0;
  // |t| <= ln 2 / 2: the terms from t^8 on are below 8e-9.
  // In pairs, which do not wait for each other.
  const t = (power - whole) * Math.LN2, t2 = t * t;
  const low = 1 + t + t2 * (1 / 2 + t * (1 / 6));
  const high = 1 / 24 + t * (1 / 120) + t2 * (1 / 720 + t * (1 / 5040));
  return (low + t2 * t2 * high) * POWERS[whole + 126]!;
}

/** Added and taken away again, it rounds a small double to a whole number. */
const ROUNDER = 1.5 * 2 ** 52;

/** 2^-126 to 2^0. */
const POWERS = /* @__PURE__ */ Float64Array.from({ length: 127 }, (_, k) => 2 ** (k - 126));
