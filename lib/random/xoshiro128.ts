/**
 * xoshiro128++ 1.0 (Blackman and Vigna 2021): 128 bits of state, period 2^128 - 1, passes BigCrush
 * and PractRand. 32-bit integer arithmetic only, hence the same words everywhere.
 */
export class Xoshiro128 {
  readonly #state: Int32Array;
  readonly #at: number;

  /** Keeps its state in state[at] to state[at + 3], which must be seeded, not all zero. */
  constructor(state: Int32Array, at: number) {
    this.#state = state;
    this.#at = at;
  }

  /** The next word, as a signed 32-bit integer. */
  next(): number {
    const state = this.#state;
    const at = this.#at;
    const s0 = state[at]!;
    const s1 = state[at + 1]!;
    const s2 = state[at + 2]! ^ s0;
    const s3 = state[at + 3]! ^ s1;
    const sum = (s0 + state[at + 3]!) | 0;
    state[at] = s0 ^ s3;
    state[at + 1] = s1 ^ s2;
    state[at + 2] = s2 ^ (s1 << 9);
    state[at + 3] = (s3 << 11) | (s3 >>> 21);
    return (((sum << 7) | (sum >>> 25)) + s0) | 0;
  }

  /** Writes the next words to out[first], out[first + stride], ... below `end`. */
  fill(out: Int32Array, first: number, stride: number, end: number): void {
    const state = this.#state;
    const at = this.#at;
    let s0 = state[at]!;
    let s1 = state[at + 1]!;
    let s2 = state[at + 2]!;
    let s3 = state[at + 3]!;
    for (let i = first; i < end; i += stride) {
      const sum = (s0 + s3) | 0;
      out[i] = (((sum << 7) | (sum >>> 25)) + s0) | 0;
      const shifted = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= shifted;
      s3 = (s3 << 11) | (s3 >>> 21);
    }
    state[at] = s0;
    state[at + 1] = s1;
    state[at + 2] = s2;
    state[at + 3] = s3;
  }
}
