/** Names a random stream: strings and finite numbers, such as ("spatial", 3, "train", 17). */
export type StreamPath = readonly (string | number)[];

/** "expand 32-byte k": without it, zero would be mapped to zero. */
const CHACHA_CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const;

/** The words of the sponge that take in the path and give out the result; the others stay hidden. */
const FIRST = 8;
const RATE = 8;

/**
 * `count` pseudo-random words that depend on the whole path: a sponge over the permutation of ChaCha20
 * with a capacity of 256 bits, so that the words of two paths are unrelated however alike the paths.
 * Throws if a number is not finite.
 */
export function hashPath(path: StreamPath, count: number): Int32Array {
  const message = encodePath(path);
  const state = Int32Array.of(...CHACHA_CONSTANTS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  for (let i = 0; i < message.length; i += RATE) {
    for (let j = 0; j < RATE && i + j < message.length; j++) state[FIRST + j]! ^= message[i + j]!;
    permute(state);
  }
  const words = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % RATE === 0) permute(state);
    words[i] = state[FIRST + i % RATE]!;
  }
  return words;
}

/**
 * The path as 32-bit words, no path the beginning of another: the number of entries, then for each a
 * tag with its type, and the length and UTF-16 units of a string or the 64 bits of a number.
 */
function encodePath(path: StreamPath): number[] {
  const words = [path.length];
  for (const entry of path) {
    if (typeof entry === "string") {
      words.push(1, entry.length);
      for (let i = 0; i < entry.length; i++) words.push(entry.charCodeAt(i));
    } else {
      if (!Number.isFinite(entry)) {
        throw new Error(
          `Cannot name a random stream: "${entry}" in ("${path.join('", "')}") is not finite`,
        );
      }
      const bits = new DataView(new ArrayBuffer(8));
      bits.setFloat64(0, entry + 0); // -0 + 0 is 0
      words.push(2, bits.getInt32(0), bits.getInt32(4));
    }
  }
  return words;
}

/** The twenty rounds of ChaCha20 (RFC 8439, section 2.3) without the final addition. */
function permute(x: Int32Array): void {
  for (let round = 0; round < 10; round++) {
    quarterRound(x, 0, 4, 8, 12);
    quarterRound(x, 1, 5, 9, 13);
    quarterRound(x, 2, 6, 10, 14);
    quarterRound(x, 3, 7, 11, 15);
    quarterRound(x, 0, 5, 10, 15);
    quarterRound(x, 1, 6, 11, 12);
    quarterRound(x, 2, 7, 8, 13);
    quarterRound(x, 3, 4, 9, 14);
  }
}

function quarterRound(x: Int32Array, a: number, b: number, c: number, d: number): void {
  x[a]! += x[b]!;
  x[d] = rotateLeft(x[d]! ^ x[a]!, 16);
  x[c]! += x[d]!;
  x[b] = rotateLeft(x[b]! ^ x[c]!, 12);
  x[a]! += x[b]!;
  x[d] = rotateLeft(x[d]! ^ x[a]!, 8);
  x[c]! += x[d]!;
  x[b] = rotateLeft(x[b]! ^ x[c]!, 7);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
