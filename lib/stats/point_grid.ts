/** Points of the plane. */
export interface Points {
  readonly u: Float64Array<ArrayBuffer>;
  readonly v: Float64Array<ArrayBuffer>;
}

/** Square cells over points; they count row by row (v), then column by column (u). */
export interface PointGrid {
  /** The corner of cell 0. */
  readonly low: { readonly u: number; readonly v: number };
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  /** Where each cell's points start in the sorted order, and the last one's end. */
  readonly starts: Uint32Array<ArrayBuffer>;
}

/**
 * Lays a grid over points and sorts them by its cells. Cells are of side `finest`, or wider: at most 64
 * to an axis, and about one to 16 points, since looking at more costs more than it saves.
 */
export function sortIntoGrid(
  { u, v }: Points,
  finest: number,
): Points & { readonly grid: PointGrid } {
  const n = u.length;
  const [lowU, highU] = range(u);
  const [lowV, highV] = range(v);
  const most = Math.min(64, Math.ceil(Math.sqrt(n / 16)));
  const side = Math.max(finest, (highU - lowU) / most, (highV - lowV) / most);
  const columns = Math.floor((highU - lowU) / side) + 1;
  const rows = Math.floor((highV - lowV) / side) + 1;
  const starts = new Uint32Array(columns * rows + 2);
  const cellOf = u.map((_, i) =>
    columns * Math.floor((v[i]! - lowV) / side) + Math.floor((u[i]! - lowU) / side)
  );
  for (const cell of cellOf) starts[cell + 2]!++;
  for (let i = 2; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const sorted = { u: new Float64Array(n), v: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const to = starts[cellOf[i]! + 1]!++;
    sorted.u[to] = u[i]!;
    sorted.v[to] = v[i]!;
  }
  return { ...sorted, grid: { low: { u: lowU, v: lowV }, side, columns, rows, starts } };
}

function range(values: Float64Array): readonly [number, number] {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
