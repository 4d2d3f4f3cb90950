/**
 * exp and log from additions, multiplications and divisions alone, which IEEE 754 fixes to the last
 * bit. `Math.exp` and `Math.log` may change with the JavaScript engine; random numbers must not.
 */

/** ln 2 in two parts, as in fdlibm: small multiples of the first are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Natural logarithm of a number in (0, 1]; relative error below 1e-15. */
export function portableLog(x: number): number {
  let exponent = 0;
  let m = x;
  // A uniform number needs one doubling on average; doubling is exact.
  while (m < Math.SQRT1_2) {
    m *= 2;
    exponent--;
  }
  // log m = 2 artanh s; |s| < 0.172, so that the terms fall by a factor of at least 34.
  const s = (m - 1) / (m + 1);
  const q = s * s;
  let sum = 1 / 23;
  for (let n = 21; n >= 1; n -= 2) sum = sum * q + 1 / n;
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * s * sum);
}

/** e^x for x in [-20, 0]; relative error below 1e-15. */
export function portableExp(x: number): number {
  const halvings = Math.round(-x / Math.LN2);
  // |t| <= ln 2 / 2: the Taylor series to t^15 leaves 1e-21.
  const t = (x + halvings * LN2_HIGH) + halvings * LN2_LOW;
  let sum = 1;
  for (let n = 15; n >= 1; n--) sum = 1 + (t * sum) / n;
  for (let i = 0; i < halvings; i++) sum *= 0.5;
  return sum;
}
