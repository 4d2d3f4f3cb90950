/**
 * The next `count` words, a multiple of 4, of a stream's four xoshiro128++ generators in turn.
 *
 * @param state address of s0 of the four generators, then of s1, s2, s3: 64 bytes
 */
export function words(state: usize, out: usize, count: usize): void {
  generate(WORDS, state, out, count, 0, 0, 0);
}

/** As `words`, but each one's 24 high bits as a multiple of 2^-24 in [0, 1), float32. */
export function uniforms(state: usize, out: usize, count: usize): void {
  generate(UNIFORMS, state, out, count, 0, 0, 0);
}

/**
 * As `words`, and writes a normal number, float32, of each to `out`, if it lies in the certain part of its
 * layer; the places of the others are listed.
 *
 * @param layers address of (2^-31 width, inner) of the 256 layers of the ziggurat, float64
 * @param list address of up to `count` / 4 + 1 int32: for each four words of which not all are certain, 4
 * times the place of the first, plus 1 if that is certain, 2 if the second is, 4, 8
 * @returns the end of the list
 */
export function normals(
  state: usize, words: usize, count: usize, out: usize, layers: usize, list: usize,
): usize {
  return generate(NORMALS, state, words, count, out, layers, list);
}

const WORDS: i32 = 0, UNIFORMS: i32 = 1, NORMALS: i32 = 2;

/** Inlined: what `law` does not need is not there. */
@inline
function generate(
  law: i32, state: usize, words: usize, count: usize, out: usize, layers: usize, list: usize,
): usize {
  let s0 = v128.load(state), s1 = v128.load(state, 16);
  let s2 = v128.load(state, 32), s3 = v128.load(state, 48);
  for (let at: usize = 0; at < 4 * count; at += 16) {
    const word = i32x4.add(rotate(i32x4.add(s0, s3), 7), s0);
    const shifted = i32x4.shl(s1, 9);
    s2 = v128.xor(s2, s0);
    s3 = v128.xor(s3, s1);
    s1 = v128.xor(s1, s2);
    s0 = v128.xor(s0, s3);
    s2 = v128.xor(s2, shifted);
    s3 = rotate(s3, 11);
    v128.store(words + at, law === UNIFORMS ? uniform(word) : word);
    if (law !== NORMALS) continue;
    const certain = candidates(word, words + at, out + at, layers);
    // Without a branch, which nobody could predict.
    store<u32>(list, <u32>at + certain);
    list += 4 * usize(certain !== 15);
  }
  v128.store(state, s0);
  v128.store(state, s1, 16);
  v128.store(state, s2, 32);
  v128.store(state, s3, 48);
  return list;
}

@inline
function uniform(word: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(word, 8)), f32x4.splat(1.0 / 16777216));
}

/** Writes a point of its layer for each of four words; returns which are under the curve for certain. */
@inline
function candidates(word: v128, address: usize, out: usize, layers: usize): u32 {
  // The 24 high bits, centred in their cells: the layer's bits give way to a half.
  const centred = v128.or(v128.and(word, i32x4.splat(~255)), i32x4.splat(128));
  // The low bytes name the layers: memory gives them faster than the register.
  const a = v128.load(layers + (<usize>load<u8>(address) << 4));
  const b = v128.load(layers + (<usize>load<u8>(address, 4) << 4));
  const c = v128.load(layers + (<usize>load<u8>(address, 8) << 4));
  const d = v128.load(layers + (<usize>load<u8>(address, 12) << 4));
  const end = v128.shuffle<i64>(centred, centred, 1, 1);
  const low = f64x2.mul(f64x2.convert_low_i32x4_s(centred), v128.shuffle<f64>(a, b, 0, 2));
  const high = f64x2.mul(f64x2.convert_low_i32x4_s(end), v128.shuffle<f64>(c, d, 0, 2));
  const narrowLow = f32x4.demote_f64x2_zero(low), narrowHigh = f32x4.demote_f64x2_zero(high);
  v128.store(out, v128.shuffle<i64>(narrowLow, narrowHigh, 0, 2));
  const lowCertain = f64x2.lt(f64x2.abs(low), v128.shuffle<f64>(a, b, 1, 3));
  const highCertain = f64x2.lt(f64x2.abs(high), v128.shuffle<f64>(c, d, 1, 3));
  return i32x4.bitmask(v128.shuffle<i32>(lowCertain, highCertain, 0, 2, 4, 6));
}

@inline
function rotate(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}
