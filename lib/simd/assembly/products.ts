/**
 * Matrix products, float32. Matrices are given by their addresses, row after row; sizes are in entries.
 * Each entry is summed in the order of the inner index, with fused multiply-additions where there are any
 * (multiply_add.ts), whatever tile it falls into. V8 makes 256-bit operations of pairs of those here.
 */
import { FUSED, multiplyAdd } from "./multiply_add";

/**
 * Rows and columns of the tiles that are summed in registers, of which 15 hold 256 bits: twelve sums, two
 * entries of the right side and one of the left; without fusing also a product, so that only eight sums fit.
 */
const HEIGHT: usize = FUSED ? 6 : 4, WIDTH: usize = 16;

/** Columns of a strip of a transposed left side: whole tiles. */
const LEFT_WIDTH: usize = FUSED ? 12 : 16;

/** Bytes of a line of a strip. */
const LINE: usize = 4 * WIDTH, LEFT_LINE: usize = 4 * LEFT_WIDTH;

/** Bytes of rows on the left that stay near the processor while all columns pass by. */
const NEAR: usize = 1 << 18;

/** Rows that are packed at a time. */
const PACKED_ROWS: usize = 8;

/** Bytes that a matrix takes when it is packed. */
export function packedBytes(rows: usize, cols: usize): usize {
  return (cols + WIDTH - 1) / WIDTH * rows * LINE;
}

/** As `packedBytes`, for `packLeft`. */
export function packedLeftBytes(rows: usize, cols: usize): usize {
  return (cols + LEFT_WIDTH - 1) / LEFT_WIDTH * rows * LEFT_LINE;
}

/** Lays a matrix out in strips of 16 columns, one after the other; zeros fill the last. */
export function pack(matrix: usize, rows: usize, cols: usize, packed: usize): void {
  packStrips(WIDTH, matrix, rows, cols, packed);
}

/** As `pack`, for the left side of a product with its transpose. */
export function packLeft(matrix: usize, rows: usize, cols: usize, packed: usize): void {
  packStrips(LEFT_WIDTH, matrix, rows, cols, packed);
}

/** Some rows at a time, so that they are read as they stand in memory. */
@inline
function packStrips(stripWidth: usize, matrix: usize, rows: usize, cols: usize, packed: usize): void {
  const line = 4 * stripWidth;
  for (let row: usize = 0; row < rows; row += PACKED_ROWS) {
    const height = min(PACKED_ROWS, rows - row);
    for (let col: usize = 0; col < cols; col += stripWidth) {
      const width = 4 * min(stripWidth, cols - col);
      let from = matrix + 4 * (row * cols + col), to = packed + 4 * col * rows + line * row;
      for (const end = to + line * height; to < end; to += line, from += 4 * cols) {
        if (width === line) {
          v128.store(to, v128.load(from));
          v128.store(to, v128.load(from, 16), 16);
          v128.store(to, v128.load(from, 32), 32);
          if (stripWidth === 16) v128.store(to, v128.load(from, 48), 48);
        } else {
          memory.fill(to, 0, line);
          memory.copy(to, from, width);
        }
      }
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
 * `transposed`. `right` is packed, [inner, cols], and so is `left`, [inner, rows], if it is transposed.
 *
 * @param spare address of a tile to work in
 */
export function multiply(
  left: usize, right: usize, out: usize, rows: usize, inner: usize, cols: usize, added: bool,
  transposed: bool, spare: usize, first: usize, last: usize,
): void {
  const down = transposed ? 4 : 4 * inner, along = transposed ? LEFT_LINE : 4;
  const block = max(LEFT_WIDTH, NEAR / (4 * inner) / LEFT_WIDTH * LEFT_WIDTH);
  for (let start = first; start < last; start += block) {
    const end = min(last, start + block);
    for (let col: usize = 0; col < cols; col += WIDTH) {
      const strip = right + 4 * col * inner;
      for (let row = start; row < end;) {
        const i = row % LEFT_WIDTH;
        const top = left + (transposed ? (row - i) * 4 * inner + 4 * i : row * down);
        const height = heightOf(transposed ? min(LEFT_WIDTH - i, end - row) : end - row);
        tile(top, down, along, strip, out, row, col, height, inner, cols, added, spare);
        row += height;
      }
    }
  }
}

/** Rows of the next tile of those left: the last two tiles share what is left, since low ones are slow. */
@inline
function heightOf(left: usize): usize {
  return left > HEIGHT && left < 2 * HEIGHT ? (left + 1) / 2 : min(HEIGHT, left);
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
    sums(height, left, down, along, strip, out + 4 * (row * cols + col), 4 * cols, inner, added);
    return;
  }
  sums(height, left, down, along, strip, spare, LINE, inner, false);
  for (let i: usize = 0; i < height; i++) {
    const to = out + 4 * ((row + i) * cols + col), from = spare + LINE * i;
    for (let at: usize = 0; at < 4 * width; at += 4) {
      store<f32>(to + at, added ? load<f32>(to + at) + load<f32>(from + at) : load<f32>(from + at));
    }
  }
}

/** A tile of whole width. */
function sums(
  height: usize, left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize,
  inner: usize, added: bool,
): void {
  if (height === 1) sum1(left, down, along, strip, out, stride, inner, added);
  else if (height === 2) sum2(left, down, along, strip, out, stride, inner, added);
  else if (height === 3) sum3(left, down, along, strip, out, stride, inner, added);
  else if (height === 4) sum4(left, down, along, strip, out, stride, inner, added);
  else if (height === 5) sum5(left, down, along, strip, out, stride, inner, added);
  else sum6(left, down, along, strip, out, stride, inner, added);
}

// Exported so that they are not compiled into one function, in which V8 makes no 256-bit operations.

export function sum1(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, inner: usize, added: bool,
): void {
  sum(1, left, down, along, strip, out, stride, inner, added);
}

export function sum2(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, inner: usize, added: bool,
): void {
  sum(2, left, down, along, strip, out, stride, inner, added);
}

export function sum3(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, inner: usize, added: bool,
): void {
  sum(3, left, down, along, strip, out, stride, inner, added);
}

export function sum4(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, inner: usize, added: bool,
): void {
  sum(4, left, down, along, strip, out, stride, inner, added);
}

export function sum5(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, inner: usize, added: bool,
): void {
  sum(5, left, down, along, strip, out, stride, inner, added);
}

export function sum6(
  left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize, inner: usize, added: bool,
): void {
  sum(6, left, down, along, strip, out, stride, inner, added);
}

/** A tile of whole width. Inlined: `height` is known, and what rows beyond it need is not there. */
@inline
function sum(
  height: i32, left: usize, down: usize, along: usize, strip: usize, out: usize, stride: usize,
  inner: usize, added: bool,
): void {
  let l0 = left, l1 = l0 + down, l2 = l1 + down, l3 = l2 + down, l4 = l3 + down, l5 = l4 + down;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  let c0 = a0, c1 = a0, c2 = a0, c3 = a0;
  let d0 = a0, d1 = a0, d2 = a0, d3 = a0;
  let e0 = a0, e1 = a0, e2 = a0, e3 = a0;
  let f0 = a0, f1 = a0, f2 = a0, f3 = a0;
  for (const end = strip + LINE * inner; strip < end; strip += LINE) {
    const r0 = v128.load(strip), r1 = v128.load(strip, 16);
    const r2 = v128.load(strip, 32), r3 = v128.load(strip, 48);
    if (height > 0) {
      const l = v128.load32_splat(l0);
      a0 = multiplyAdd(l, r0, a0), a1 = multiplyAdd(l, r1, a1);
      a2 = multiplyAdd(l, r2, a2), a3 = multiplyAdd(l, r3, a3);
      l0 += along;
    }
    if (height > 1) {
      const l = v128.load32_splat(l1);
      b0 = multiplyAdd(l, r0, b0), b1 = multiplyAdd(l, r1, b1);
      b2 = multiplyAdd(l, r2, b2), b3 = multiplyAdd(l, r3, b3);
      l1 += along;
    }
    if (height > 2) {
      const l = v128.load32_splat(l2);
      c0 = multiplyAdd(l, r0, c0), c1 = multiplyAdd(l, r1, c1);
      c2 = multiplyAdd(l, r2, c2), c3 = multiplyAdd(l, r3, c3);
      l2 += along;
    }
    if (height > 3) {
      const l = v128.load32_splat(l3);
      d0 = multiplyAdd(l, r0, d0), d1 = multiplyAdd(l, r1, d1);
      d2 = multiplyAdd(l, r2, d2), d3 = multiplyAdd(l, r3, d3);
      l3 += along;
    }
    if (height > 4) {
      const l = v128.load32_splat(l4);
      e0 = multiplyAdd(l, r0, e0), e1 = multiplyAdd(l, r1, e1);
      e2 = multiplyAdd(l, r2, e2), e3 = multiplyAdd(l, r3, e3);
      l4 += along;
    }
    if (height > 5) {
      const l = v128.load32_splat(l5);
      f0 = multiplyAdd(l, r0, f0), f1 = multiplyAdd(l, r1, f1);
      f2 = multiplyAdd(l, r2, f2), f3 = multiplyAdd(l, r3, f3);
      l5 += along;
    }
  }
  if (height > 0) storeRow(out, a0, a1, a2, a3, added);
  if (height > 1) storeRow(out + stride, b0, b1, b2, b3, added);
  if (height > 2) storeRow(out + 2 * stride, c0, c1, c2, c3, added);
  if (height > 3) storeRow(out + 3 * stride, d0, d1, d2, d3, added);
  if (height > 4) storeRow(out + 4 * stride, e0, e1, e2, e3, added);
  if (height > 5) storeRow(out + 5 * stride, f0, f1, f2, f3, added);
}

@inline
function storeRow(row: usize, x0: v128, x1: v128, x2: v128, x3: v128, added: bool): void {
  if (added) {
    x0 = f32x4.add(v128.load(row), x0), x1 = f32x4.add(v128.load(row, 16), x1);
    x2 = f32x4.add(v128.load(row, 32), x2), x3 = f32x4.add(v128.load(row, 48), x3);
  }
  v128.store(row, x0);
  v128.store(row, x1, 16);
  v128.store(row, x2, 32);
  v128.store(row, x3, 48);
}
