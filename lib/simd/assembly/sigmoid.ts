import { constant, NEAR, ONE, sigmoid } from "./exponential";

/** Turns float64 numbers from `at` to `end`, pairs of them, into their sigmoids. */
export function sigmoids(at: usize, end: usize): void {
  for (; at < end; at += 16) v128.store(at, sigmoid(v128.load(at)));
}

/** Turns float64 numbers from `at` to `end`, pairs of them, into their hyperbolic tangents. */
export function tanhs(at: usize, end: usize): void {
  for (; at < end; at += 16) {
    const x = v128.load(at);
    const half = sigmoid(f64x2.add(x, x));
    const far = f64x2.sub(f64x2.add(half, half), constant(ONE));
    v128.store(at, v128.bitselect(x, far, f64x2.lt(f64x2.abs(x), constant(NEAR))));
  }
}
