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
