/**
 * The process of one action. It holds the action's lock, runs the stored bundle on verified bytes,
 * and speaks with its parent in JSON lines (protocol.ts). It ends when its standard input does, so
 * that it never outlives the parent by more than a step of work.
 */
import { Lock } from "./lock.ts";
import { GO } from "./protocol.ts";
import type { ExecutionMessage, ExecutionRequest } from "./protocol.ts";
import { readLines } from "./read_lines.ts";
import { failure, runAction } from "./run_action.ts";

export async function run(): Promise<void> {
  console.log = console.info = console.debug = console.error; // standard output is the protocol's
  // Ctrl-C reaches the whole group, and a cluster ends all of a job; the parent decides.
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => {});
  const lines = readLines(Deno.stdin);
  const first = await lines.next();
  if (first.done) return;
  const request = JSON.parse(first.value) as ExecutionRequest; // written by executor.ts
  const parent = { gone: false };
  const second = lines.next().then(({ done, value }) => {
    parent.gone = done === true;
    return value;
  });
  const waiting = (holder: string): void => send({ kind: "waiting", holder });
  try {
    using lock = await Lock.acquire(request.lock, waiting, { stop: parent });
    if (lock === undefined) return;
    send({ kind: "locked" });
    if (await second !== GO) return;
    const ended = lines.next().then(() => void (parent.gone = true));
    send(await runAction(request, parent, send));
    await ended; // the lock is held until the parent has published the result
  } catch (error) {
    send(failure(error)); // the lock file could not be opened
  }
}

function send(message: ExecutionMessage): void {
  const bytes = new TextEncoder().encode(JSON.stringify(message) + "\n");
  try {
    for (let done = 0; done < bytes.length;) done += Deno.stdout.writeSync(bytes.subarray(done));
  } catch {
    // The parent is gone; the end of the standard input says so, too.
  }
}
