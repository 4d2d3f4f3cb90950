/**
 * a b + c of four or two numbers: rounded once, where the module is compiled for relaxed SIMD (build.ts)
 * and the processor can; otherwise the product is rounded first.
 */

/** Whether this is the module for relaxed SIMD. */
export const FUSED: bool = ASC_FEATURE_RELAXED_SIMD;

/** float32 */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}

/** float64 */
@inline
export function multiplyAdd64(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(a, b, c) : f64x2.add(c, f64x2.mul(a, b));
}
