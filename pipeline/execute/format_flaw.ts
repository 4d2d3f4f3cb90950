import { counted } from "../amount.ts";

/** A cell of CSV with what ends it: quoted, a quote in it doubled, or plain (RFC 4180). */
const CELL = /(?:"[^"]*(?:""[^"]*)*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;

/** What Parquet begins and ends with. */
const MAGIC = "PAR1";

/**
 * Why the bytes of an output cannot be read as what its name says: checked of tables, which other
 * programs are to open. undefined if nothing is wrong, or the format is not checked.
 */
export function formatFlaw(format: string, bytes: Uint8Array): string | undefined {
  if (format === "csv") return csvFlaw(bytes);
  return format === "parquet" ? parquetFlaw(bytes) : undefined;
}

function csvFlaw(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "it is not UTF-8";
  }
  if (text.trim() === "") return "it is empty, expected a row of names";
  let expected: number | undefined;
  for (let row = 1, cells = 0, at = 0; at < text.length || cells > 0;) {
    CELL.lastIndex = at;
    const end = CELL.exec(text)?.[1];
    if (end === undefined) return `row ${row} has a quote that is not doubled or not closed`;
    at = CELL.lastIndex;
    cells++;
    if (end === ",") continue;
    expected ??= cells;
    if (cells !== expected) {
      return `row ${row} has ${counted(cells, "cell")}, expected ${expected} as in row 1`;
    }
    row++;
    cells = 0;
  }
  return undefined;
}

/** The file ends with its footer, the footer's length in 4 bytes, and the magic. */
function parquetFlaw(bytes: Uint8Array): string | undefined {
  const magic = (at: number): string => new TextDecoder("latin1").decode(bytes.slice(at, at + 4));
  const end = bytes.length - 4;
  if (end < 8) return `it has ${bytes.length} bytes, expected 12 at least`;
  if (magic(0) !== MAGIC || magic(end) !== MAGIC) return `it does not begin and end with ${MAGIC}`;
  const footer = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end - 4, true);
  return footer > end - 8 ? "its footer would begin before the file" : undefined;
}
