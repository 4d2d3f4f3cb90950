import type { Engine } from "../../../lib/tensor/engine.ts";

const bits = new DataView(new ArrayBuffer(8));

/**
 * a b + c of float32, rounded once. A double holds a b exactly. The sum of doubles is rounded to odd,
 * which keeps the second rounding, to float32, from going astray (Boldo and Melquiond 2008).
 */
export function multiplyAdd(a: number, b: number, c: number): number {
  const product = a * b, sum = product + c;
  const part = sum - product, lost = (product - (sum - part)) + (c - part);
  if (lost === 0 || !Number.isFinite(sum)) return Math.fround(sum);
  bits.setFloat64(0, sum);
  const pattern = bits.getBigInt64(0);
  if (pattern % 2n === 0n) bits.setBigInt64(0, pattern + (lost > 0 === sum > 0 ? 1n : -1n));
  return Math.fround(bits.getFloat64(0));
}

/** Whether this Deno, on this processor, fuses multiply-additions. */
export function fuses(engine: Engine): boolean {
  const a = Math.fround(1.1), left = engine.allocate(1, 2), right = engine.allocate(2, 1);
  const out = engine.allocate(1, 1);
  left.data.set([1, a]);
  right.data.set([-a * a, a]);
  engine.product(left, right, out);
  return out.data[0] === multiplyAdd(a, a, Math.fround(-a * a));
}
