/** Standard input, or whatever is read like it. */
export interface Reader {
  /** null: the end. */
  read(piece: Uint8Array): Promise<number | null>;
}

/**
 * Lines of UTF-8 text; a last line without its end is a line, too. For the processes of actions, where
 * a stream (text_lines.ts) would take longer to set up than a small action runs.
 */
export async function* readLines(reader: Reader): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder(), piece = new Uint8Array(1 << 16);
  let rest = "";
  for (let count; (count = await reader.read(piece)) !== null;) {
    const lines = (rest + decoder.decode(piece.subarray(0, count), { stream: true })).split("\n");
    rest = lines.pop()!; // split gives at least one
    yield* lines;
  }
  if (rest !== "") yield rest;
  return undefined;
}
