/**
 * The next `count` words, a multiple of 4, of a stream's four xoshiro128++ generators in turn.
 *
 * @param state address of s0 of the four generators, then of s1, s2, s3: 64 bytes
 */
export function words(state: usize, out: usize, count: usize): void {
  let s0 = v128.load(state), s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32), s3 = v128.load(state, 48);
  for (const end = out + 4 * count; out < end; out += 16) {
    v128.store(out, i32x4.add(rotate(i32x4.add(s0, s3), 7), s0));
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotate(s3, 11);
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
}

function rotate(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/**
 * Turns `count` words, a multiple of 4, into normal numbers, float32, as far as they lie in the certain
 * part of their layers; the others' places are listed.
 *
 * @param layers address of (width, inner) of the 256 layers of the ziggurat, float64
 * @param rejected address of a list of up to `count` places, int32
 * @returns the length of the list
 */
export function normals(
  words: usize, out: usize, count: usize, layers: usize, rejected: usize,
): i32 {
  let left = 0;
  for (let i: usize = 0; i < count; i += 4) {
    const word = v128.load(words + 4 * i);
    // The 24 high bits, centred in their cells: the layer's bits give way to a half.
    const centred = v128.or(v128.and(word, i32x4.splat(~255)), i32x4.splat(128));
    const layer = i32x4.shl(v128.and(word, i32x4.splat(255)), 4);
    const a = v128.load(layers + i32x4.extract_lane(layer, 0));
    const b = v128.load(layers + i32x4.extract_lane(layer, 1));
    const c = v128.load(layers + i32x4.extract_lane(layer, 2));
    const d = v128.load(layers + i32x4.extract_lane(layer, 3));
    const unit = f64x2.splat(1.0 / 2147483648);
    const low = f64x2.mul(
      f64x2.mul(f64x2.convert_low_i32x4_s(centred), unit),
      v128.shuffle<f64>(a, b, 0, 2),
    );
    const high = f64x2.mul(
      f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(centred, centred, 2, 3, 2, 3)), unit),
      v128.shuffle<f64>(c, d, 0, 2),
    );
    v128.store64_lane(out + 4 * i, f32x4.demote_f64x2_zero(low), 0);
    v128.store64_lane(out + 4 * i, f32x4.demote_f64x2_zero(high), 0, 8);
    const certain = i64x2.bitmask(f64x2.lt(f64x2.abs(low), v128.shuffle<f64>(a, b, 1, 3))) |
      (i64x2.bitmask(f64x2.lt(f64x2.abs(high), v128.shuffle<f64>(c, d, 1, 3))) << 2);
    if (certain === 15) continue;
    for (let lane = 0; lane < 4; lane++) {
      if (((certain >> lane) & 1) === 0) store<i32>(rejected + 4 * left++, <i32>i + lane);
    }
  }
  return left;
}
