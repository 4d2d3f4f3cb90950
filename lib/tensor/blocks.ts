/** Rows of a block at most: two blocks, laid out for a product, stay near the processor. */
const LARGEST = 512;

/** Cuts rows into blocks as even as possible: [first, first + count) each. */
export function blocks(rows: number): { readonly first: number; readonly count: number }[] {
  const number = Math.ceil(rows / LARGEST);
  return Array.from({ length: number }, (_, b) => {
    const first = Math.floor((b * rows) / number);
    return { first, count: Math.floor(((b + 1) * rows) / number) - first };
  });
}
