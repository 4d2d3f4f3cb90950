/**
 * Matrix products, float32. Matrices are given by their addresses, row after row; sizes are in entries.
 * Each entry is summed in the order of the inner index, rounding after every product and every sum, as
 * TensorFlow.js does it: the same bits. V8 makes 256-bit operations of pairs of those here.
 */

/** Rows and columns of the tiles that are summed in registers. */
const HEIGHT: usize = 4, WIDTH: usize = 16;

/** Bytes of `WIDTH` entries. */
const LINE: usize = 4 * WIDTH;

/** Bytes of rows on the left that stay near the processor while all columns pass by. */
const NEAR: usize = 1 << 18;

/** Bytes that a matrix takes when it is packed. */
export function packedBytes(rows: usize, cols: usize): usize {
  return (cols + WIDTH - 1) / WIDTH * rows * LINE;
}

/** Lays a matrix out in strips of 16 columns, one after the other; zeros fill the last. */
export function pack(matrix: usize, rows: usize, cols: usize, packed: usize): void {
  for (let col: usize = 0; col < cols; col += WIDTH) {
    const width = 4 * min(WIDTH, cols - col);
    let from = matrix + 4 * col;
    for (let row: usize = 0; row < rows; row++) {
      if (width === LINE) {
        v128.store(packed, v128.load(from));
        v128.store(packed, v128.load(from, 16), 16);
        v128.store(packed, v128.load(from, 32), 32);
        v128.store(packed, v128.load(from, 48), 48);
      } else {
        memory.fill(packed, 0, LINE);
        memory.copy(packed, from, width);
      }
      from += 4 * cols;
      packed += LINE;
    }
  }
}

/** As `pack`, of the transposed matrix: [cols, rows] in strips of 16 columns. */
export function packTransposed(matrix: usize, rows: usize, cols: usize, packed: usize): void {
  for (let row: usize = 0; row < rows; row += WIDTH) {
    const height = min(WIDTH, rows - row);
    if (height < WIDTH) memory.fill(packed, 0, LINE * cols);
    for (let i: usize = 0; i < height; i++) {
      let to = packed + 4 * i;
      for (const end = matrix + 4 * cols; matrix < end; matrix += 4, to += LINE) {
        store<f32>(to, load<f32>(matrix));
      }
    }
    packed += LINE * cols;
  }
}

/**
 * Rows `first` to `last` of out = left right, or of out += left right if `added`; of left^T if
 * `transposed`. `right` is packed, [inner, cols], and `left`, [inner, rows], if it is transposed.
 *
 * @param spare address of 256 bytes to work in
 */
export function multiply(
  left: usize, right: usize, out: usize, rows: usize, inner: usize, cols: usize, added: bool,
  transposed: bool, spare: usize, first: usize, last: usize,
): void {
  const down = transposed ? 4 : 4 * inner, along = transposed ? LINE : 4;
  const block = max(HEIGHT, NEAR / (4 * inner) / HEIGHT * HEIGHT);
  for (let start = first; start < last; start += block) {
    const end = min(last, start + block);
    for (let col: usize = 0; col < cols; col += WIDTH) {
      const strip = right + 4 * col * inner;
      for (let row = start; row < end; row += HEIGHT) {
        const top = left + (transposed ? row / WIDTH * LINE * inner + row % WIDTH * 4 : row * down);
        tile(top, down, along, strip, out, row, col, min(HEIGHT, end - row), inner, cols, added, spare);
      }
    }
  }
}

/**
 * The tile at [row, col].
 *
 * @param down bytes from a row of `left` to the next, and `along` from an entry of a row to the next
 */
function tile(
  left: usize, down: usize, along: usize, strip: usize, out: usize, row: usize, col: usize,
  height: usize, inner: usize, cols: usize, added: bool, spare: usize,
): void {
  const width = min(WIDTH, cols - col);
  if (width === WIDTH) {
    sum(left, down, along, strip, out + 4 * (row * cols + col), 4 * cols, height, inner, added);
    return;
  }
  sum(left, down, along, strip, spare, LINE, height, inner, false);
  for (let i: usize = 0; i < height; i++) {
    const to = out + 4 * ((row + i) * cols + col), from = spare + LINE * i;
    for (let at: usize = 0; at < 4 * width; at += 4) {
      store<f32>(to + at, added ? load<f32>(to + at) + load<f32>(from + at) : load<f32>(from + at));
    }
  }
}

/** A tile of whole width. Of fewer than four rows the last one is summed again, to no effect. */
function sum(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, height: usize,
  inner: usize, added: bool,
): void {
  const second = min<usize>(1, height - 1), third = min<usize>(2, height - 1);
  const fourth = height - 1;
  let l0 = left, l1 = left + second * down, l2 = left + third * down, l3 = left + fourth * down;
  const o0 = out, o1 = out + second * stride, o2 = out + third * stride;
  const o3 = out + fourth * stride;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  let c0 = a0, c1 = a0, c2 = a0, c3 = a0;
  let d0 = a0, d1 = a0, d2 = a0, d3 = a0;
  for (const end = strip + LINE * inner; strip < end; strip += LINE) {
    const r0 = v128.load(strip), r1 = v128.load(strip, 16);
    const r2 = v128.load(strip, 32), r3 = v128.load(strip, 48);
    const a = v128.load32_splat(l0), b = v128.load32_splat(l1);
    const c = v128.load32_splat(l2), d = v128.load32_splat(l3);
    a0 = f32x4.add(a0, f32x4.mul(a, r0));
    a1 = f32x4.add(a1, f32x4.mul(a, r1));
    a2 = f32x4.add(a2, f32x4.mul(a, r2));
    a3 = f32x4.add(a3, f32x4.mul(a, r3));
    b0 = f32x4.add(b0, f32x4.mul(b, r0));
    b1 = f32x4.add(b1, f32x4.mul(b, r1));
    b2 = f32x4.add(b2, f32x4.mul(b, r2));
    b3 = f32x4.add(b3, f32x4.mul(b, r3));
    c0 = f32x4.add(c0, f32x4.mul(c, r0));
    c1 = f32x4.add(c1, f32x4.mul(c, r1));
    c2 = f32x4.add(c2, f32x4.mul(c, r2));
    c3 = f32x4.add(c3, f32x4.mul(c, r3));
    d0 = f32x4.add(d0, f32x4.mul(d, r0));
    d1 = f32x4.add(d1, f32x4.mul(d, r1));
    d2 = f32x4.add(d2, f32x4.mul(d, r2));
    d3 = f32x4.add(d3, f32x4.mul(d, r3));
    l0 += along;
    l1 += along;
    l2 += along;
    l3 += along;
  }
  if (added) {
    // All is read before anything is written, since rows may be the same.
    a0 = f32x4.add(v128.load(o0), a0);
    a1 = f32x4.add(v128.load(o0, 16), a1);
    a2 = f32x4.add(v128.load(o0, 32), a2);
    a3 = f32x4.add(v128.load(o0, 48), a3);
    b0 = f32x4.add(v128.load(o1), b0);
    b1 = f32x4.add(v128.load(o1, 16), b1);
    b2 = f32x4.add(v128.load(o1, 32), b2);
    b3 = f32x4.add(v128.load(o1, 48), b3);
    c0 = f32x4.add(v128.load(o2), c0);
    c1 = f32x4.add(v128.load(o2, 16), c1);
    c2 = f32x4.add(v128.load(o2, 32), c2);
    c3 = f32x4.add(v128.load(o2, 48), c3);
    d0 = f32x4.add(v128.load(o3), d0);
    d1 = f32x4.add(v128.load(o3, 16), d1);
    d2 = f32x4.add(v128.load(o3, 32), d2);
    d3 = f32x4.add(v128.load(o3, 48), d3);
  }
  v128.store(o0, a0);
  v128.store(o0, a1, 16);
  v128.store(o0, a2, 32);
  v128.store(o0, a3, 48);
  v128.store(o1, b0);
  v128.store(o1, b1, 16);
  v128.store(o1, b2, 32);
  v128.store(o1, b3, 48);
  v128.store(o2, c0);
  v128.store(o2, c1, 16);
  v128.store(o2, c2, 32);
  v128.store(o2, c3, 48);
  v128.store(o3, d0);
  v128.store(o3, d1, 16);
  v128.store(o3, d2, 32);
  v128.store(o3, d3, 48);
}
