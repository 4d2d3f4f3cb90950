/**
 * Decodes positions: the mean of the centres of the k most active place cells.
 *
 * `winners` [n, k] are cell indices (see `topK`), `centres` [N, 2] metres; returns [n, 2] metres.
 * Sums in double precision and rounds once.
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
