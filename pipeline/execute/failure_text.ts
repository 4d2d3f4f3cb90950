import { plainText } from "../plain_text.ts";

/** Characters of what an action prints that are kept. */
export const PRINTED = 1 << 16;

/** The end of a text stream, without control characters; each piece is passed on as it comes. */
export async function tail(
  stream: ReadableStream<Uint8Array>,
  tell: (text: string) => void = () => {},
): Promise<string> {
  let text = "";
  let left = PRINTED; // an action that floods is not heard on

  for await (
    const piece of stream.pipeThrough(
      new TextDecoderStream() as TransformStream<Uint8Array, string>,
    )
  ) {
    text = (text + piece).slice(-PRINTED);
    const heard = plainText(piece, left);
    left -= heard.length;
    if (heard.trim() !== "") tell(heard);
  }
  return plainText(text, PRINTED);
}

/** Deno's refusal names the file; we add how to make it an input. */
export function explainRefusal(message: string): string {
  const read = /^Requires read access to "?([^"]+?)"?, run again/.exec(message);
  if (read !== null) {
    return `Cannot read "${
      read[1]
    }": it is not declared; make it an input or an asset of the stage`;
  }
  const other = /^Requires (\w+) access/.exec(message);
  return other === null
    ? message.trim().replace(/\s*\n\s*/g, " ")
    : `Cannot use ${other[1]}: an action may only read its inputs and write its outputs`;
}

/** Why a process ended without a last message. */
export function deathMessage(status: Deno.CommandStatus, detail: string): string {
  if (status.success) return "Its process ended before it was finished; a run module must not exit";
  if (status.signal === "SIGKILL") {
    return "Its process was killed; if memory ran out, run fewer at a time with --jobs";
  }
  const last = detail.trim().split("\n").find((line) => /error/i.test(line)) ??
    detail.trim().split("\n").at(-1) ?? "";
  return `Its process ended with ${status.signal ?? `exit status ${status.code}`}${
    last && `: ${last}`
  }`;
}
