/** Eigenvalues, falling, and eigenvectors of a symmetric matrix. */
export interface SymmetricEigen {
  /** [n], falling. */
  readonly values: Float64Array<ArrayBuffer>;
  /** [n, n], one unit vector a row, in the order of the values; signs are arbitrary. */
  readonly vectors: Float64Array<ArrayBuffer>;
}

/**
 * Decomposes a symmetric matrix, [n, n]: Householder reduction to tridiagonal form, then implicit QL
 * (Martin, Reinsch & Wilkinson 1968; EISPACK's tred2 and tql2). Only its lower triangle is read.
 *
 * Everything is held transposed, so that every inner loop runs along rows. Errors are absolute: a few
 * rounding units of the largest eigenvalue. Throws if an entry is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  if (matrix.length !== n * n) {
    throw new Error(`Cannot decompose ${matrix.length} numbers: expected [${n}, ${n}]`);
  }
  if (!matrix.every(Number.isFinite)) {
    throw new Error("Cannot decompose a matrix with an entry that is not finite");
  }
  const q = new Float64Array(n * n);
  const diagonal = new Float64Array(n);
  const side = new Float64Array(n);
  tridiagonalise(matrix, n, q, diagonal, side);
  diagonalise(n, q, diagonal, side);
  return sorted(n, q, diagonal);
}

/** Leaves Q' of Q' A Q = T in `q` (rows are Q's columns), T's diagonal, and T's side from index 1 on. */
function tridiagonalise(
  matrix: Float64Array,
  n: number,
  q: Float64Array,
  d: Float64Array,
  e: Float64Array,
): void {
  // a, the working matrix, is symmetric: its lower triangle is kept, reflectors replace its rows.
  const a = Float64Array.from(matrix);
  const scales = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    let largest = 0;
    for (let k = 0; k < i; k++) largest = Math.max(largest, Math.abs(a[row + k]!));
    if (i === 1 || largest === 0) { // Nothing to zero: no reflector.
      e[i] = a[row + i - 1]!;
      continue;
    }
    let norm = 0;
    for (let k = 0; k < i; k++) {
      const scaled = a[row + k]! / largest;
      a[row + k] = scaled;
      norm += scaled * scaled;
    }
    const f = a[row + i - 1]!;
    const g = f > 0 ? -Math.sqrt(norm) : Math.sqrt(norm);
    e[i] = largest * g;
    const h = norm - f * g;
    a[row + i - 1] = f - g;
    scales[i] = h;
    reflect(a, n, i, h, e);
  }
  for (let i = 0; i < n; i++) d[i] = a[i * n + i]!;
  accumulate(a, n, scales, q);
}

/** Applies the reflector in row i to the leading i x i block: A - v w' - w v'. `p` is scratch below i. */
function reflect(a: Float64Array, n: number, i: number, h: number, p: Float64Array): void {
  const v = i * n;
  p.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const row = j * n, vj = a[v + j]!;
    let sum = 0;
    for (let k = 0; k < j; k++) {
      const entry = a[row + k]!;
      sum += entry * a[v + k]!;
      p[k]! += entry * vj;
    }
    p[j]! += sum + a[row + j]! * vj;
  }
  let dot = 0;
  for (let j = 0; j < i; j++) dot += p[j]! * a[v + j]!;
  const half = dot / (2 * h * h);
  for (let j = 0; j < i; j++) p[j] = p[j]! / h - half * a[v + j]!;
  for (let j = 0; j < i; j++) {
    const row = j * n, vj = a[v + j]!, wj = p[j]!;
    for (let k = 0; k <= j; k++) a[row + k]! -= vj * p[k]! + wj * a[v + k]!;
  }
}

/** Multiplies the reflectors into Q', smallest first, so that each touches its leading block only. */
function accumulate(a: Float64Array, n: number, scales: Float64Array, q: Float64Array): void {
  q.fill(0);
  for (let i = 0; i < n; i++) {
    const v = i * n, h = scales[i]!;
    if (h !== 0) {
      // Row j of Q' holds column j of Q: q_j -= v (v . q_j) / h.
      for (let j = 0; j < i; j++) {
        const row = j * n;
        let dot = 0;
        for (let k = 0; k < i; k++) dot += a[v + k]! * q[row + k]!;
        dot /= h;
        for (let k = 0; k < i; k++) q[row + k]! -= dot * a[v + k]!;
      }
    }
    q[v + i] = 1;
  }
}

/** Implicit QL on the tridiagonal matrix; turns the rows of `q` into eigenvectors, `d` into values. */
function diagonalise(n: number, q: Float64Array, d: Float64Array, e: Float64Array): void {
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  const cos = new Float64Array(n), sin = new Float64Array(n);
  let size = 0;
  for (let l = 0; l < n; l++) {
    size = Math.max(size, Math.abs(d[l]!) + Math.abs(e[l]!));
    const tiny = Number.EPSILON * size;
    for (let sweep = 0;; sweep++) {
      let m = l;
      while (Math.abs(e[m]!) > tiny) m++; // e[n - 1] is 0.
      if (m === l) break;
      if (sweep === 60) throw new Error("Cannot find eigenvalues: 60 sweeps did not converge");
      sweepOnce(l, m, d, e, cos, sin);
      for (let i = m - 1; i >= l; i--) rotate(q, n, i, cos[i]!, sin[i]!);
    }
  }
}

/** One implicit QL sweep from m down to l, with Wilkinson's shift; records its rotations. */
function sweepOnce(
  l: number,
  m: number,
  d: Float64Array,
  e: Float64Array,
  cos: Float64Array,
  sin: Float64Array,
): void {
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = Math.sqrt(half * half + 1);
  let g = d[m]! - d[l]! + e[l]! / (half + (half < 0 ? -root : root));
  let s = 1, c = 1, p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]!, b = c * e[i]!;
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    // f and g vanish together only where the matrix has already split: no rotation is needed.
    s = r === 0 ? 0 : f / r;
    c = r === 0 ? 1 : g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    cos[i] = c;
    sin[i] = s;
  }
  d[l]! -= p;
  e[l] = g;
  e[m] = 0;
}

/** Rotates rows i and i + 1. */
function rotate(q: Float64Array, n: number, i: number, c: number, s: number): void {
  const end = (i + 1) * n;
  for (let at = i * n; at < end; at++) {
    const low = q[at]!, high = q[at + n]!;
    q[at + n] = s * low + c * high;
    q[at] = c * low - s * high;
  }
}

function sorted(n: number, q: Float64Array, d: Float64Array): SymmetricEigen {
  const order = Array.from(d.keys()).sort((i, j) => d[j]! - d[i]!);
  const values = new Float64Array(n), vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    values[to] = d[from]!;
    vectors.set(q.subarray(from * n, (from + 1) * n), to * n);
  });
  return { values, vectors };
}
