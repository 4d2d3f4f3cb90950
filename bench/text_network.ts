import type { NdArray } from "../lib/array.ts";
import { TextLineStream } from "../pipeline/execute/lines.ts";
import { peerPath, PYTHON } from "./python.ts";

/** A network that was written from the paper's text, in PyTorch: peers/text_network.py, in a process of its own. */
export class TextNetwork implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: ReadableStreamDefaultReader<string>;

  /** @param python with NumPy and PyTorch */
  constructor(python = PYTHON) {
    this.#process = new Deno.Command(python, {
      args: ["-B", peerPath("text_network.py")],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#answers = this.#process.stdout.pipeThrough(new TextLineStream()).getReader();
  }

  /** Has it do something with some arrays. */
  async ask<Answer>(
    request: { readonly do: string; readonly [setting: string]: unknown },
    arrays: Readonly<Record<string, NdArray<Float32Array>>> = {},
  ): Promise<Answer> {
    const shapes = Object.fromEntries(
      Object.entries(arrays).map(([name, { shape }]) => [name, shape]),
    );
    const line = `${JSON.stringify({ ...request, arrays: shapes })}\n`;
    await this.#input.write(new TextEncoder().encode(line));
    for (const { data: { buffer, byteOffset, byteLength } } of Object.values(arrays)) {
      await this.#input.write(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)); // it is not shared
    }
    const { done, value } = await this.#answers.read();
    if (!done) return JSON.parse(value) as Answer; // as the script says
    const { code } = await this.#process.status;
    throw new Error(`Cannot go on: PyTorch ended with exit status ${code}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {}); // it may have ended
    await this.#process.status;
  }
}
