/**
 * Decodes positions: the mean of the centres of the k most active place cells.
 *
 * `winners` [n, k] are cell indices (see `topK`), `centres` [N, 2] metres; returns [n, 2] metres.
 * Sums in double precision and rounds once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const centres = Float32Array.of(0, 0, 1, 0, 0, 2); // of three cells
 * assert.deepEqual([...decodePosition(Uint16Array.of(0, 1, 1, 2), 2, centres)], [0.5, 0, 0.5, 1]);
 * ```
 */
export function decodePosition(
  winners: Uint16Array,
  k: number,
  centres: Float32Array,
): Float32Array<ArrayBuffer> {
  const count = winners.length / k;
  const positions = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    let x = 0, y = 0;
    for (let j = i * k; j < (i + 1) * k; j++) {
      const cell = 2 * winners[j]!;
      x += centres[cell]!;
      y += centres[cell + 1]!;
    }
    positions[2 * i] = x / k;
    positions[2 * i + 1] = y / k;
  }
  return positions;
}
