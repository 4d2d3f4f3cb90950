/** Rows of a block at most: two blocks, laid out for a product, stay near the processor. */
const LARGEST = 512;

/** Rows `from` to `to`, without the latter. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Cuts rows into blocks as even as possible, [first, first + count) each; those whose last row is in `range`. */
export function blocks(
  rows: number,
  { from, to }: RowRange = { from: 0, to: rows },
): { readonly first: number; readonly count: number }[] {
  const number = Math.ceil(rows / LARGEST);
  return Array.from({ length: number }, (_, b) => {
    const first = Math.floor((b * rows) / number);
    return { first, count: Math.floor(((b + 1) * rows) / number) - first };
  }).filter(({ first, count }) => from < first + count && first + count <= to);
}
