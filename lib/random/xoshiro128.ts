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
}

/** A multiple of 2^-53 in [0, 1) from the 27 and 26 high bits of two words. */
export function uniform53(high: number, low: number): number {
  return ((high >>> 5) * 0x4000000 + (low >>> 6)) * 2 ** -53;
}
