/**
 * The sum of rows of equal length, one a trajectory.
 *
 * @param drawn how often each trajectory counts; each once by default
 */
export function weightedRows(
  rows: Float64Array,
  trajectories: number,
  drawn?: Float64Array,
): Float64Array<ArrayBuffer> {
  const width = rows.length / trajectories;
  const out = new Float64Array(width);
  for (let n = 0, at = 0; n < trajectories; n++, at += width) {
    const times = drawn?.[n] ?? 1;
    if (times === 0) continue;
    for (let k = 0; k < width; k++) out[k]! += times * rows[at + k]!;
  }
  return out;
}
