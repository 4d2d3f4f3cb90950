import { ceilingKernels } from "../../../lib/simd/compiled/ceiling.ts";
import { bytesOf } from "../../../lib/simd/compiled.ts";
import { KernelMemory } from "../../../lib/simd/kernel_memory.ts";
import type { Engine } from "../../../lib/tensor/engine.ts";

/** a b + c of float32, rounded once. */
export function multiplyAdd(a: number, b: number, c: number): number {
  const [sum, lost] = twoSum(a * b, c); // a double holds a b exactly
  return Math.fround(toOdd(sum, lost));
}

/**
 * a b + c of float64, rounded once, where nothing overflows or gets tiny (Boldo and Melquiond 2008,
 * "Emulation of FMA and correctly rounded sums").
 */
export function multiplyAdd64(a: number, b: number, c: number): number {
  const [high, low] = twoProduct(a, b);
  const [middle, lowest] = twoSum(c, low);
  const [sum, rest] = twoSum(high, middle);
  return sum + toOdd(...twoSum(lowest, rest));
}

/** Whether relaxed SIMD is there, and the processor fuses. */
export function processorFuses(): boolean {
  if (!WebAssembly.validate(bytesOf(ceilingKernels))) return false;
  const memory = new KernelMemory(400), numbers = memory.float32(96);
  const x = Math.fround(1.1), square = Math.fround(x * x);
  numbers.set([x, -square]);
  memory.instantiate(ceilingKernels).ceiling(numbers.byteOffset, 1);
  if (numbers[1] === 0) return false;
  if (numbers[1] === multiplyAdd(x, x, -square)) return true;
  throw new Error(`x x - ${square} is ${numbers[1]}`);
}

/** Whether an engine's products are fused. */
export function fuses(engine: Engine): boolean {
  const a = Math.fround(1.1), left = engine.allocate(1, 2), right = engine.allocate(2, 1);
  const out = engine.allocate(1, 1);
  left.data.set([1, a]);
  right.data.set([-a * a, a]);
  engine.product(left, right, out);
  return out.data[0] === multiplyAdd(a, a, Math.fround(-a * a));
}

/** a + b, rounded, and what that lost (Knuth). */
function twoSum(a: number, b: number): [sum: number, lost: number] {
  const sum = a + b, part = sum - a;
  return [sum, (a - (sum - part)) + (b - part)];
}

/** a b, rounded, and what that lost (Dekker). */
function twoProduct(a: number, b: number): [product: number, lost: number] {
  const [a1, a2] = halves(a), [b1, b2] = halves(b), product = a * b;
  return [product, a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2)];
}

function halves(x: number): [high: number, low: number] {
  const scaled = 134217729 * x, high = scaled - (scaled - x); // 2^27 + 1
  return [high, x - high];
}

const bits = new DataView(new ArrayBuffer(8));

/** A sum and what rounding it lost, rounded to odd instead: so a second rounding does not go astray. */
function toOdd(sum: number, lost: number): number {
  if (lost === 0 || !Number.isFinite(sum)) return sum;
  bits.setFloat64(0, sum);
  const pattern = bits.getBigInt64(0);
  if (pattern % 2n === 0n) bits.setBigInt64(0, pattern + (lost > 0 === sum > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
