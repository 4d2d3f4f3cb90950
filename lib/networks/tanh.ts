import { sigmoid } from "./sigmoid.ts";

/** The hyperbolic tangent, to 4e-9 relative, near 0 as well; the same bits on every machine. */
export function tanh(x: number): number {
  // The next term is x^3 / 3; and the difference below would lose digits.
  if (Math.abs(x) < 1e-4) return x;
  return 2 * sigmoid(2 * x) - 1;
}
