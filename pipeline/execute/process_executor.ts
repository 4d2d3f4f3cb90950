import { relative } from "node:path";
import { packageFolder } from "../code/workspace.ts";
import type { Digest } from "../digest.ts";
import { EnvironmentError, explainIo, isDiskFull } from "../errors.ts";
import { plainText } from "../plain_text.ts";
import { leaseFolder } from "../store/lease.ts";
import type { Store } from "../store/store.ts";
import { checkMessage } from "./check_message.ts";
import { checkOutputs, makeScratch } from "./executor.ts";
import type { Execution, ExecutionHooks, Executor } from "./executor.ts";
import { TextLineStream } from "./lines.ts";
import { GO } from "./messages.ts";
import type { ExecutionRequest, PinnedFile } from "./messages.ts";
import { mapValues } from "./perform.ts";
import { NO_EVAL, tensorFlags } from "./tensor_flags.ts";
import { GRACE, watch } from "./watchdog.ts";

/** What the processes of actions run before they run the action, and where Deno keeps its packages. */
export interface Sandbox {
  readonly code: Digest;
  /** The lock file of the packages. */
  readonly lock: Digest;
  readonly npm: string;
  readonly denoDir: string;
}

/** How Deno runs code from the store: only that, and packages from its cache. */
export const RUN_STORED = [
  "run",
  "--ext=js",
  "--quiet",
  "--no-prompt",
  "--no-config",
  "--cached-only",
  "--no-remote",
  "--frozen",
] as const;

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
    const flags = request.arithmetic === "tensor" ? await tensorFlags() : [];
    await makeScratch(request);
    if (hooks.stop.aborted || hooks.kill.aborted) return { kind: "interrupted" };
    const local = within(this.#store.root, request);
    const process = this.#spawn(local, packages, flags);
    await using _watchdog = watch(process.pid); // before it has been told anything
    const stderr = tail(process.stderr);
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
      if (end !== undefined) return end;
      if (hooks.stop.aborted || hooks.kill.aborted) return { kind: "interrupted" };
      const detail = await stderr;
      const killed = status.signal === "SIGKILL";
      return { kind: "failed", message: deathMessage(status, detail), detail, killed };
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
          return { kind: "failed", message: explain(message.message), detail: message.stack };
        case "damaged":
        case "interrupted":
          return message;
      }
    }
    return undefined;
  }

  /** Where a blob is, seen from the process. */
  #blob(digest: Digest): string {
    return relative(this.#store.root, this.#store.blobPath(digest));
  }

  #spawn(
    request: ExecutionRequest,
    packages: readonly string[],
    flags: readonly string[],
  ): Deno.ChildProcess {
    const files = [
      request.bundle,
      ...Object.values(request.inputs).flat(),
      ...Object.values(request.assets),
    ];
    const writable = [request.scratch, request.lock, leaseFolder(request.lock)];
    const read = [
      ...files.map(({ path }) => path),
      ...packages.map((id) => packageFolder(id, this.#sandbox)),
      ...writable,
    ];
    return new Deno.Command(Deno.execPath(), {
      args: [
        ...RUN_STORED,
        NO_EVAL,
        ...flags,
        `--lock=${this.#blob(this.#sandbox.lock)}`,
        `--allow-read=${pathList(read)}`,
        `--allow-write=${pathList(writable)}`,
        ...(request.engine.blas === undefined
          ? []
          : [`--allow-ffi=${pathList([request.engine.blas])}`]),
        this.#blob(this.#sandbox.code),
      ],
      cwd: this.#store.root,
      clearEnv: true,
      env: { ...SURROUNDINGS, DENO_DIR: this.#sandbox.denoDir },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }
}

/**
 * A request by names within the cache folder, where the process starts: Deno splits its lists of paths
 * at commas and knows no escape, and no name in a cache has one.
 */
function within(root: string, request: ExecutionRequest): ExecutionRequest {
  const pin = (file: PinnedFile): PinnedFile => ({ ...file, path: relative(root, file.path) });
  return {
    ...request,
    bundle: pin(request.bundle),
    inputs: mapValues(request.inputs, (input) => isList(input) ? input.map(pin) : pin(input)),
    assets: mapValues(request.assets, pin),
    scratch: relative(root, request.scratch),
    lock: relative(root, request.lock),
  };
}

function isList(input: PinnedFile | readonly PinnedFile[]): input is readonly PinnedFile[] {
  return Array.isArray(input);
}

/** Paths as Deno's permissions take them; throws an EnvironmentError if one has a comma. */
export function pathList(paths: readonly string[]): string {
  const bad = paths.find((path) => path.includes(","));
  if (bad === undefined) return paths.join(",");
  throw new EnvironmentError(
    `Cannot let a process use "${bad}": Deno takes no comma in a path; choose another place`,
  );
}

/** The time zone and the language that actions find, on whatever machine. */
const SURROUNDINGS = {
  TZ: "UTC",
  LANG: "en_US.UTF-8",
  LC_ALL: "en_US.UTF-8",
  NO_COLOR: "1",
  DENO_NO_UPDATE_CHECK: "1",
};

/** Characters of a line of an action's process: a message is shorter (run_action.ts). */
const LINE = 1 << 18;

/** Warnings of one action that are passed on. */
const WARNINGS = 100;

async function say(input: WritableStreamDefaultWriter<Uint8Array>, line: string): Promise<void> {
  await input.write(new TextEncoder().encode(line + "\n")).catch(() => {}); // it may have ended
}

/** The last 4,000 characters of a stream, without control characters. */
async function tail(stream: ReadableStream<Uint8Array>): Promise<string> {
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
function explain(message: string): string {
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

function deathMessage(status: Deno.CommandStatus, detail: string): string {
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
