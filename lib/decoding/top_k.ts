/**
 * Finds the k most active cells of each row: winners by falling activation, ties to the lowest index.
 *
 * Reads `activations`, [rows, cells], and writes the cells' indices to `out`, [rows, k]; both may be views
 * of larger arrays. NaN and -Infinity never win. Throws if a row has fewer than k other numbers (a diverged
 * network), or if k or the sizes do not fit.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const winners = new Uint16Array(2);
 * topK(Float32Array.of(0.1, 0.7, 0.2), { rows: 1, cells: 3, k: 2 }, winners);
 * assert.deepEqual([...winners], [1, 2]);
 * ```
 */
export function topK(
  activations: Float32Array,
  { rows, cells, k }: { readonly rows: number; readonly cells: number; readonly k: number },
  out: Uint16Array,
): void {
  if (k < 1 || k > cells || cells > 65536) {
    throw new RangeError(`Cannot rank ${cells} cells: found k = ${k}, expected 1 to ${cells}`);
  }
  if (rows * cells > activations.length || rows * k > out.length) {
    throw new RangeError(
      `Cannot rank ${rows} rows of ${cells} cells: they exceed the arrays given`,
    );
  }
  const values = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    const start = row * cells;
    const end = start + cells;
    const winners = out.subarray(row * k, (row + 1) * k);
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
        if (value > least) least = insert(value, i - start, values, winners);
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
  winners: Uint16Array,
): number {
  let place = values.length - 1;
  for (; place > 0 && value > values[place - 1]!; place--) {
    values[place] = values[place - 1]!;
    winners[place] = winners[place - 1]!;
  }
  values[place] = value;
  winners[place] = cell;
  return values[values.length - 1]!;
}
