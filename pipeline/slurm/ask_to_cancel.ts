import { counted } from "../amount.ts";

/** Jobs that wait or run when a run is stopped. */
export interface LeftJobs {
  /** Tasks in them. */
  readonly tasks: number;
  readonly ids: readonly string[];
}

/**
 * Asks on the terminal whether jobs are to be cancelled. Without a terminal, or once `kill` is aborted,
 * they are not. Says what becomes of them.
 */
export async function askToCancel(
  { tasks, ids }: LeftJobs,
  kill: AbortSignal,
  say: (text: string) => void,
): Promise<boolean> {
  if (Deno.stdin.isTerminal() && !kill.aborted) {
    say(`Cancel ${counted(tasks, "task that waits or runs", "tasks that wait or run")}? [y/N] `);
    const killed = new Promise<string>((resolve) =>
      kill.addEventListener("abort", () => resolve("\n"), { once: true })
    );
    const answer = await Promise.race([readAnswer(), killed]);
    if (answer === "\n") say("\n");
    if (/^y(es)?$/i.test(answer.trim())) return true;
  }
  say(
    `${
      counted(tasks, "task waits or runs", "tasks wait or run")
    } on; the same command goes on with ` +
      `that. To end: scancel ${ids.join(" ")}\n`,
  );
  return false;
}

async function readAnswer(): Promise<string> {
  const bytes = new Uint8Array(100);
  const count = await Deno.stdin.read(bytes);
  return new TextDecoder().decode(bytes.subarray(0, count ?? 0));
}
