/** A column of a printed table. */
export interface Column {
  readonly name: string;
  readonly align?: "left" | "right";
}

export interface TableOptions {
  /** Below a rule of its own. */
  readonly total?: readonly string[];
  /** Characters that a line may have. */
  readonly width?: number | undefined;
}

const GAP = "  ";

/** Characters that the first column keeps where there is little room. */
const NARROWEST = 12;

/**
 * A table as lines of text, with a head. Where it is too wide, its first column is narrowed, and what is
 * longer there stands on a line of its own, above the rest of its row.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const columns = [{ name: "stage" }, { name: "run", align: "right" }] as const;
 * assert.deepEqual(tableLines(columns, [["train", "12"]]), ["stage  run", "----------", "train   12"]);
 * ```
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { total, width = Infinity }: TableOptions = {},
): string[] {
  const head = columns.map(({ name }) => name);
  const all = [head, ...rows, ...total === undefined ? [] : [total]];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]!.length))); // as many cells
  const excess = widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) - width;
  if (excess > 0) widths[0] = Math.min(widths[0]!, Math.max(NARROWEST, widths[0]! - excess));
  const aligned = (row: readonly string[]): string =>
    columns.map(({ align }, i) =>
      align === "right" ? row[i]!.padStart(widths[i]!) : row[i]!.padEnd(widths[i]!)
    ).join(GAP).trimEnd();
  const lines = ([first, ...rest]: readonly string[]): string[] => {
    const fits = first!.length <= widths[0]!;
    const own = fits ? [aligned([first!, ...rest])] : [first!, aligned(["", ...rest])];
    return own.map((line) => line.length > width ? `${line.slice(0, width - 1)}…` : line);
  };
  const body = rows.flatMap(lines);
  const rule = "-".repeat(Math.max(...[head, ...rows].flatMap(lines).map(({ length }) => length)));
  const table = [...lines(head), rule, ...body];
  return total === undefined ? table : [...table, rule, ...lines(total)];
}
