/**
 * Decodes what cells show in all rows at once: `activations` [n, N] and their `winners` [n, k], the most
 * active first (see `topK`).
 */
export type SmoothDecoder = (
  activations: Float32Array,
  winners: Uint16Array,
  k: number,
) => Float32Array<ArrayBuffer>;

/**
 * Decodes positions: the mean of place cells' centres, weighted by max(o - o_max / 2, 0), where o is a cell's
 * activation. It is continuous in the activations, unlike `decodePosition`, whose winners change all at
 * once, and does not depend on how high they are. Where no cell is above 0, it is the most active one's centre.
 *
 * `centres` [N, 2] metres; what it returns gives [n, 2] metres, summed in double precision and rounded once.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const decode = smoothPositions(Float32Array.of(0, 0, 1, 0, 0, 2)); // of three cells
 * // Of 4, 3 and 1 only the first two are above 2, by 2 and by 1.
 * assert.deepEqual([...decode(Float32Array.of(4, 3, 1), Uint16Array.of(0), 1)], [Math.fround(1 / 3), 0]);
 * ```
 */
export function smoothPositions(centres: Float32Array): SmoothDecoder {
  return (activations, winners, k) => {
    const sums = weightedSums(activations, winners, k, centres);
    return Float32Array.from({ length: 2 * winners.length / k }, (_, i) => {
      const row = 3 * (i >> 1);
      return sums[row + i % 2]! / sums[row + 2]!;
    });
  };
}

/**
 * Decodes bearings: the direction of the sum of unit vectors at the preferred angles of head direction cells,
 * with the weights of `smoothPositions`.
 *
 * `preferredAngles` [N] radians; what it returns gives [n] radians in [-pi, pi].
 */
export function smoothBearings(preferredAngles: Float32Array): SmoothDecoder {
  const vectors = Float64Array.from({ length: 2 * preferredAngles.length }, (_, i) => {
    const angle = preferredAngles[i >> 1]!;
    return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });
  return (activations, winners, k) => {
    const sums = weightedSums(activations, winners, k, vectors);
    return Float32Array.from(
      { length: winners.length / k },
      (_, row) => Math.atan2(sums[3 * row + 1]!, sums[3 * row]!),
    );
  };
}

/** Of each row the weighted sum of the cells' `places` [N, 2] and that of the weights, [n, 3]. */
function weightedSums(
  activations: Float32Array,
  winners: Uint16Array,
  k: number,
  places: Float32Array | Float64Array,
): Float64Array {
  const cells = places.length / 2;
  const sums = new Float64Array(3 * winners.length / k);
  for (let row = 0; row < winners.length / k; row++) {
    const first = row * cells, most = winners[row * k]!;
    const half = activations[first + most]! / 2;
    let x = 0, y = 0, total = 0;
    for (let cell = 0; cell < cells; cell++) {
      const weight = activations[first + cell]! - half;
      if (!(weight > 0)) continue;
      x += weight * places[2 * cell]!;
      y += weight * places[2 * cell + 1]!;
      total += weight;
    }
    // Nothing above 0, or without bounds: there is no mean to take.
    const alone = !(total > 0 && total < Infinity);
    sums[3 * row] = alone ? places[2 * most]! : x;
    sums[3 * row + 1] = alone ? places[2 * most + 1]! : y;
    sums[3 * row + 2] = alone ? 1 : total;
  }
  return sums;
}
