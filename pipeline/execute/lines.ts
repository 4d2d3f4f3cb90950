/** Standard input, or whatever is read like it. */
export interface Reader {
  /** null: the end. */
  read(piece: Uint8Array): Promise<number | null>;
}

/**
 * Lines of UTF-8 text; a last line without its end is a line, too. For the processes of actions, where
 * a stream (below) would take longer to set up than a small action runs.
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

/**
 * Bytes in, lines of UTF-8 text out; a last line without its end is a line, too. Fails at a line of more
 * than `limit` characters, of which it keeps no more than that.
 */
export class TextLineStream extends TransformStream<Uint8Array, string> {
  constructor(limit = Infinity) {
    const decoder = new TextDecoder();
    let rest = "";
    super({
      transform(bytes, controller) {
        const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
        rest = lines.pop()!; // split gives at least one
        if (rest.length > limit || lines.some(({ length }) => length > limit)) {
          throw new Error(`It wrote a line of more than ${limit} characters to standard output`);
        }
        for (const line of lines) controller.enqueue(line);
      },
      flush(controller) {
        if (rest !== "") controller.enqueue(rest);
      },
    });
  }
}
