/**
 * Decodes bearings: the circular mean of the preferred angles of the k most active head direction cells.
 *
 * `winners` [n, k] are cell indices (see `topK`), `preferredAngles` [N] radians; returns [n] radians in
 * [-pi, pi]. Sums in double precision and rounds once.
 */
export function decodeBearing(
  winners: Uint16Array,
  k: number,
  preferredAngles: Float32Array,
): Float32Array<ArrayBuffer> {
  const sin = Float64Array.from(preferredAngles, Math.sin);
  const cos = Float64Array.from(preferredAngles, Math.cos);
  const bearings = new Float32Array(winners.length / k);
  for (let i = 0; i < bearings.length; i++) {
    let y = 0, x = 0;
    for (let j = i * k; j < (i + 1) * k; j++) {
      const cell = winners[j]!;
      y += sin[cell]!;
      x += cos[cell]!;
    }
    bearings[i] = Math.atan2(y, x);
  }
  return bearings;
}
