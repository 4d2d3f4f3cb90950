import { plainText } from "../plain_text.ts";

/** The last 4,000 characters of a stream, without control characters. */
export async function tail(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (
    const piece of stream.pipeThrough(
      new TextDecoderStream() as TransformStream<Uint8Array, string>,
    )
  ) {
    text = (text + piece).slice(-4000);
  }
  return plainText(text, 4000);
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
