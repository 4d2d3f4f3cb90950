import { explainIo, isDiskFull } from "../errors.ts";
import type { Store } from "../store/store.ts";
import { checkMessage } from "./check_message.ts";
import { checkOutputs, makeScratch } from "./executor.ts";
import type { Execution, ExecutionHooks, Executor } from "./executor.ts";
import { deathMessage, explainRefusal, tail } from "./failure_text.ts";
import { TextLineStream } from "./lines.ts";
import { GO } from "./messages.ts";
import type { ExecutionRequest } from "./messages.ts";
import { spawnSandbox, within } from "./spawn_sandbox.ts";
import type { Sandbox } from "./spawn_sandbox.ts";
import { flagsOf } from "./v8_flags.ts";
import { GRACE, watch } from "./watchdog.ts";

/** Characters of a line of an action's process: a message is shorter (run_action.ts). */
const LINE = 1 << 18;

/** Characters of the end of what a process printed that tell why it died. */
const DETAIL = 4000;

/** Warnings of one action that are passed on. */
const WARNINGS = 100;

/**
 * Runs actions in restricted processes of their own: they may read what the request names and the
 * packages in the key, and write their scratch and their lock; no network, environment, subprocess,
 * system information. Tensor actions may load the BLAS library, if one is chosen.
 */
export class ProcessExecutor implements Executor {
  readonly #store: Store;
  readonly #sandbox: Sandbox;

  constructor(store: Store, sandbox: Sandbox) {
    this.#store = store;
    this.#sandbox = sandbox;
  }

  async execute(
    request: ExecutionRequest,
    packages: readonly string[],
    hooks: ExecutionHooks,
  ): Promise<Execution> {
    if (hooks.stop.aborted || hooks.kill.aborted) return { kind: "interrupted" };
    const flags = await flagsOf(request);
    await makeScratch(request);
    if (hooks.stop.aborted || hooks.kill.aborted) return { kind: "interrupted" };
    const local = within(this.#store.root, request);
    const process = spawnSandbox(local, {
      store: this.#store,
      sandbox: this.#sandbox,
      packages,
      flags,
    });
    await using _watchdog = watch(process.pid); // before it has been told anything
    const stderr = tail(process.stderr, hooks.printed);
    const input = process.stdin.getWriter();
    const endInput = (): Promise<void> => input.close().catch(() => {}); // it may be gone already
    const kill = (): void => {
      try {
        process.kill("SIGKILL");
      } catch {
        // It has ended.
      }
    };
    hooks.stop.addEventListener("abort", endInput, { once: true });
    hooks.kill.addEventListener("abort", kill, { once: true });
    try {
      const secret = crypto.randomUUID();
      await say(input, secret);
      await say(input, JSON.stringify(local));
      const end = await this.#follow(process, input, { secret, request, hooks });
      await endInput();
      const timer = setTimeout(kill, 1000 * GRACE); // it may be busy all the same
      const status = await process.status;
      clearTimeout(timer);
      if (end?.kind === "failed") return { ...end, printed: await stderr };
      if (end !== undefined) return end;
      if (hooks.stop.aborted || hooks.kill.aborted) return { kind: "interrupted" };
      const printed = await stderr;
      const killed = status.signal === "SIGKILL";
      const message = deathMessage(status, printed.slice(-DETAIL));
      return { kind: "failed", message, detail: printed.slice(-DETAIL), printed, killed };
    } catch (error) {
      kill();
      await process.status;
      throw error;
    } finally {
      hooks.stop.removeEventListener("abort", endInput);
      hooks.kill.removeEventListener("abort", kill);
    }
  }

  /** Follows the messages to the last one; undefined if the process ended without it. */
  async #follow(
    process: Deno.ChildProcess,
    input: WritableStreamDefaultWriter<Uint8Array>,
    { secret, request, hooks }: {
      readonly secret: string;
      readonly request: ExecutionRequest;
      readonly hooks: ExecutionHooks;
    },
  ): Promise<Execution | undefined> {
    let warnings = 0;
    for await (const line of process.stdout.pipeThrough(new TextLineStream(LINE))) {
      if (!line.startsWith(`${secret} `)) {
        const quoted = JSON.stringify(line.slice(0, 60));
        throw new Error(
          `It wrote ${quoted} to standard output, which is the pipeline's; use console.error`,
        );
      }
      const message = checkMessage(JSON.parse(line.slice(secret.length)), request);
      switch (message.kind) {
        case "waiting":
          hooks.waiting(message.holder);
          break;
        case "locked":
          if (!await hooks.locked()) return { kind: "superseded" };
          await say(input, GO);
          break;
        case "progress":
          hooks.progress(message);
          break;
        case "warning":
          if (++warnings <= WARNINGS) hooks.warning?.(message.message);
          break;
        case "finished":
          await checkOutputs(request);
          await hooks.record(message);
          return message;
        case "failed":
          if (isDiskFull(message.message)) {
            throw explainIo(message.message, "write into the cache folder", this.#store.root);
          }
          return {
            kind: "failed",
            message: explainRefusal(message.message),
            detail: message.stack,
          };
        case "damaged":
        case "interrupted":
          return message;
      }
    }
    return undefined;
  }
}

async function say(input: WritableStreamDefaultWriter<Uint8Array>, line: string): Promise<void> {
  await input.write(new TextEncoder().encode(line + "\n")).catch(() => {}); // it may have ended
}
