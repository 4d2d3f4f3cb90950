/**
 * The process of one action. It holds the action's lock, runs the stored bundle on verified bytes,
 * and speaks with its parent in JSON lines (messages.ts). It ends when its standard input does, so
 * that it never outlives the parent by more than a step of work, nor by more than watchdog.ts allows.
 */
import { Lock } from "../store/lock.ts";
import { GO } from "./messages.ts";
import type { ExecutionMessage, ExecutionRequest } from "./messages.ts";
import { readLines } from "./lines.ts";
import { lastMessage, runAction } from "./run_action.ts";
import type { Load, Tell } from "./run_action.ts";
import { seal } from "./seal.ts";

export async function run(load: Load): Promise<void> {
  console.log = console.info = console.debug = console.error; // standard output carries our messages
  // Ctrl-C reaches the whole group, and a cluster ends all of a job; the parent decides.
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => {});
  const lines = readLines(Deno.stdin);
  const secret = await lines.next(), first = await lines.next();
  if (secret.done || first.done) return;
  const send = sender(secret.value);
  const request = JSON.parse(first.value) as ExecutionRequest; // written by process_executor.ts
  const parent = { gone: false };
  const second = lines.next().then(({ done, value }) => {
    parent.gone = done === true;
    return value;
  });
  // Deno would print the line that threw: all of the bundle, which leaves no room for the reason.
  const { exit } = Deno;
  const die = (error: unknown): void => {
    send(lastMessage(error));
    exit(1);
  };
  globalThis.addEventListener("error", ({ error }) => die(error));
  globalThis.addEventListener("unhandledrejection", ({ reason }) => die(reason));
  const waiting = (holder: string): void => send({ kind: "waiting", holder });
  try {
    using lock = await Lock.acquire(request.lock, waiting, { stop: parent });
    if (lock === undefined) return;
    send({ kind: "locked" });
    if (await second !== GO) return;
    const ended = lines.next().then(() => void (parent.gone = true));
    const sealed: Load = (code, request) => {
      seal(code, request);
      return load(code, request);
    };
    send(await runAction(request, parent, sealed, send));
    await ended; // the lock is held until the parent has recorded the result
  } catch (error) {
    send(lastMessage(error)); // the lock file could not be opened
  }
}

/**
 * Sends messages behind the secret. What it calls it has fetched before the bundle can have replaced
 * it, and the secret never is in a value that anything else is called with; nor can the bundle give a
 * message a `toJSON`.
 */
function sender(secret: string): Tell {
  const encoder = new TextEncoder(), head = encoder.encode(`${secret} `);
  const encode = encoder.encode.bind(encoder);
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  const { stringify } = JSON;
  return (message: ExecutionMessage): void => {
    const bytes = encode(`${stringify({ __proto__: null, ...message })}\n`);
    try {
      write(head);
      for (let done = 0; done < bytes.length;) {
        done += write(done === 0 ? bytes : bytes.subarray(done));
      }
    } catch {
      // The parent is gone; the end of the standard input says so, too.
    }
  };
}
