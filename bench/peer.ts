import { fileURLToPath } from "node:url";
import { TextLineStream } from "../pipeline/execute/lines.ts";
import { tensorFlags } from "../pipeline/execute/v8_flags.ts";

/**
 * A contender in a process of its own, in any language. It prints a line when it is ready; then, for
 * each line that it reads, it does one round of work and prints a line of JSON. It ends with its input.
 */
export class Peer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: ReadableStreamDefaultReader<string>;

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#input = process.stdin.getWriter();
    this.#lines = process.stdout.pipeThrough(new TextLineStream()).getReader();
  }

  /** Starts a process and waits until it is ready. */
  static async start(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Peer> {
    const peer = new Peer(
      new Deno.Command(command, {
        args: [...args],
        clearEnv: true,
        env: { ...environment(), ...env },
        stdin: "piped",
        stdout: "piped",
        stderr: "inherit",
      }).spawn(),
    );
    await peer.#line();
    return peer;
  }

  /**
   * Starts one of our own modules as the pipeline starts a tensor action, with the rights to read and
   * to look at the machine.
   */
  static async module(module: URL, args: readonly string[], rights: readonly string[] = []) {
    return await Peer.start(Deno.execPath(), [
      "run",
      "--quiet",
      ...await tensorFlags(),
      "--allow-read",
      "--allow-env",
      "--allow-sys",
      ...rights,
      fileURLToPath(module),
      ...args,
    ]);
  }

  /** One round of work, of the kind requested. */
  async round<Answer>(request = "go"): Promise<Answer> {
    await this.#input.write(new TextEncoder().encode(`${request}\n`));
    return JSON.parse(await this.#line()) as Answer; // each peer prints what its benchmark expects
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {}); // it may have ended
    await this.#process.status;
  }

  async #line(): Promise<string> {
    const { done, value } = await this.#lines.read();
    if (!done) return value;
    const { code } = await this.#process.status;
    throw new Error(`Cannot go on: a contender ended with exit status ${code}`);
  }
}

/** Ours, but for what would choose a BLAS library's kernels: actions do not see it either. */
function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Deno.env.toObject()).filter(([name]) => !name.startsWith("OPENBLAS_")),
  );
}

/** The other side, for modules of ours: says that it is ready, then answers each line. */
export async function answerRounds(round: (request: string) => unknown): Promise<void> {
  console.log("ready");
  for await (const request of Deno.stdin.readable.pipeThrough(new TextLineStream())) {
    console.log(JSON.stringify(await round(request)));
  }
}
