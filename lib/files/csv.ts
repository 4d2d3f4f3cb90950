/** A table: names of columns, and rows as long; a missing cell is null or, read back, an empty text. */
export type CsvTable<Cell> = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A cell, quoted or plain, with what ends it. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

/**
 * A table as CSV (RFC 4180): a line of names, then a line a row; a missing value is empty.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const bytes = encodeCsv({ columns: ["step", "speed, m/s"], rows: [[0, 0.25], [1, null]] });
 * assert.equal(new TextDecoder().decode(bytes), 'step,"speed, m/s"\r\n0,0.25\r\n1,\r\n');
 * ```
 */
export function encodeCsv(
  { columns, rows }: CsvTable<string | number | null>,
): Uint8Array<ArrayBuffer> {
  const cell = (value: string | number | null): string => {
    const text = value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows].map((row) => row.map(cell).join(","));
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n`);
}

/** The cells of a CSV file, as they are written. Throws unless all its rows are as long. */
export function decodeCsv(bytes: Uint8Array): CsvTable<string> {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length || row.length > 0;) {
    CELL.lastIndex = at;
    const [, quoted, plain = "", end] = CELL.exec(text) ?? [];
    if (end === undefined) {
      throw new Error(`Cannot read CSV: row ${rows.length + 1} is quoted badly`);
    }
    at = CELL.lastIndex;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  const [columns = [], ...others] = rows;
  const odd = others.findIndex(({ length }) => length !== columns.length);
  if (odd < 0) return { columns, rows: others };
  throw new Error(
    `Cannot read CSV: row ${odd + 2} has ${others[odd]!.length} cells, expected ${columns.length}`,
  );
}
