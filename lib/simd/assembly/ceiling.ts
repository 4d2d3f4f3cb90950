/**
 * Fused multiply-additions in registers alone: no sum of products can be faster (bench/ceiling.ts). Written
 * out, since it takes twelve independent sums to keep a processor busy, and as pairs (pair.ts).
 */
import { multiplyAdd } from "./multiply_add";

/** Does `count` times 96 multiply-additions of float32, on the 96 numbers at `at`. */
export function ceiling(at: usize, count: usize): void {
  const x = v128.load32_splat(at);
  let a0 = v128.load(at, 0), b0 = v128.load(at, 16);
  let a1 = v128.load(at, 32), b1 = v128.load(at, 48);
  let a2 = v128.load(at, 64), b2 = v128.load(at, 80);
  let a3 = v128.load(at, 96), b3 = v128.load(at, 112);
  let a4 = v128.load(at, 128), b4 = v128.load(at, 144);
  let a5 = v128.load(at, 160), b5 = v128.load(at, 176);
  let a6 = v128.load(at, 192), b6 = v128.load(at, 208);
  let a7 = v128.load(at, 224), b7 = v128.load(at, 240);
  let a8 = v128.load(at, 256), b8 = v128.load(at, 272);
  let a9 = v128.load(at, 288), b9 = v128.load(at, 304);
  let a10 = v128.load(at, 320), b10 = v128.load(at, 336);
  let a11 = v128.load(at, 352), b11 = v128.load(at, 368);
  for (let i: usize = 0; i < count; i++) {
    a0 = multiplyAdd(x, x, a0), b0 = multiplyAdd(x, x, b0);
    a1 = multiplyAdd(x, x, a1), b1 = multiplyAdd(x, x, b1);
    a2 = multiplyAdd(x, x, a2), b2 = multiplyAdd(x, x, b2);
    a3 = multiplyAdd(x, x, a3), b3 = multiplyAdd(x, x, b3);
    a4 = multiplyAdd(x, x, a4), b4 = multiplyAdd(x, x, b4);
    a5 = multiplyAdd(x, x, a5), b5 = multiplyAdd(x, x, b5);
    a6 = multiplyAdd(x, x, a6), b6 = multiplyAdd(x, x, b6);
    a7 = multiplyAdd(x, x, a7), b7 = multiplyAdd(x, x, b7);
    a8 = multiplyAdd(x, x, a8), b8 = multiplyAdd(x, x, b8);
    a9 = multiplyAdd(x, x, a9), b9 = multiplyAdd(x, x, b9);
    a10 = multiplyAdd(x, x, a10), b10 = multiplyAdd(x, x, b10);
    a11 = multiplyAdd(x, x, a11), b11 = multiplyAdd(x, x, b11);
  }
  v128.store(at, a0, 0), v128.store(at, b0, 16);
  v128.store(at, a1, 32), v128.store(at, b1, 48);
  v128.store(at, a2, 64), v128.store(at, b2, 80);
  v128.store(at, a3, 96), v128.store(at, b3, 112);
  v128.store(at, a4, 128), v128.store(at, b4, 144);
  v128.store(at, a5, 160), v128.store(at, b5, 176);
  v128.store(at, a6, 192), v128.store(at, b6, 208);
  v128.store(at, a7, 224), v128.store(at, b7, 240);
  v128.store(at, a8, 256), v128.store(at, b8, 272);
  v128.store(at, a9, 288), v128.store(at, b9, 304);
  v128.store(at, a10, 320), v128.store(at, b10, 336);
  v128.store(at, a11, 352), v128.store(at, b11, 368);
}
