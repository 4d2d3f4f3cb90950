/**
 * Finds the k most active cells of each row: winners by falling activation, ties to the lowest index.
 *
 * Reads `rows` rows of `cells` numbers from `activations` at `offset` and writes the cells' indices,
 * [rows, k], to `out` at `outOffset`; so it works in place on a view of a larger heap.
 * NaN and -Infinity never win. Throws if a row has fewer than k other numbers (a diverged network),
 * or if k, the sizes or the offsets do not fit.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const winners = new Uint16Array(2);
 * topK(Float32Array.of(0.1, 0.7, 0.2), 0, 1, 3, 2, winners, 0);
 * assert.deepEqual([...winners], [1, 2]);
 * ```
 */
export function topK(
  activations: Float32Array,
  offset: number,
  rows: number,
  cells: number,
  k: number,
  out: Uint16Array,
  outOffset: number,
): void {
  if (k < 1 || k > cells || cells > 65536) {
    throw new RangeError(`Cannot rank ${cells} cells: found k = ${k}, wanted 1 to ${cells}`);
  }
  if (offset + rows * cells > activations.length || outOffset + rows * k > out.length) {
    throw new RangeError(
      `Cannot rank ${rows} rows of ${cells} cells: they exceed the arrays given`,
    );
  }
  const values = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    const start = offset + row * cells;
    const end = start + cells;
    const winners = outOffset + row * k;
    values.fill(-Infinity);
    let least = -Infinity;
    for (let i = start; i < end;) {
      // After the first few cells hardly one beats the k-th best: pass over eight at a time.
      if (i + 8 <= end && !anyAbove(activations, i, least)) {
        i += 8;
        continue;
      }
      for (const stop = Math.min(i + 8, end); i < stop; i++) {
        const value = activations[i]!;
        if (value > least) least = insert(value, i - start, values, out, winners);
      }
    }
    if (least === -Infinity) {
      throw new Error(`Cannot rank row ${row}: found fewer than ${k} comparable activations`);
    }
  }
}

/** Whether any of the eight numbers from `i` on is above `least`. */
function anyAbove(a: Float32Array, i: number, least: number): boolean {
  return a[i]! > least || a[i + 1]! > least || a[i + 2]! > least || a[i + 3]! > least ||
    a[i + 4]! > least || a[i + 5]! > least || a[i + 6]! > least || a[i + 7]! > least;
}

/** Puts a cell among the winners, before the first of smaller value; returns the new least value. */
function insert(
  value: number,
  cell: number,
  values: Float64Array,
  out: Uint16Array,
  winners: number,
): number {
  let place = values.length - 1;
  for (; place > 0 && value > values[place - 1]!; place--) {
    values[place] = values[place - 1]!;
    out[winners + place] = out[winners + place - 1]!;
  }
  values[place] = value;
  out[winners + place] = cell;
  return values[values.length - 1]!;
}
