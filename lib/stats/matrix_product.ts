/** left right', [n, k] by [m, k] to [n, m], in double precision; each sum in the order of k. */
export function productTransposed(
  left: Float64Array,
  right: Float64Array,
  inner: number,
): Float64Array<ArrayBuffer> {
  const n = left.length / inner, m = right.length / inner;
  if (!Number.isInteger(n) || !Number.isInteger(m)) {
    throw new Error(
      `Cannot multiply ${left.length} by ${right.length} numbers: expected rows of ${inner}`,
    );
  }
  const out = new Float64Array(n * m);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0, a = i * inner, b = j * inner; k < inner; k++) sum += left[a++]! * right[b++]!;
      out[at++] = sum;
    }
  }
  return out;
}

/** The transpose of a matrix with so many columns. */
export function transposed(matrix: Float64Array, cols: number): Float64Array<ArrayBuffer> {
  const rows = matrix.length / cols;
  const out = new Float64Array(matrix.length);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) out[j * rows + i] = matrix[at++]!;
  }
  return out;
}
