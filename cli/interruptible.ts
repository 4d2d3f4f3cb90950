import { say } from "./say.ts";

/** Milliseconds within which two signals are one: `deno task` passes on what the terminal sends. */
const SAME_SIGNAL = 300;

/** Does what Ctrl-C stops: the first time cleanly, the second time at once. */
export async function interruptible(
  work: (stop: AbortSignal, kill: AbortSignal) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  const kill = new AbortController();
  let first: number | undefined;
  const interrupt = (): void => {
    if (first === undefined) {
      first = performance.now();
      say("\nStopping; what is finished stays. Once more to stop at once\n");
      stop.abort();
    } else if (performance.now() - first > SAME_SIGNAL) {
      kill.abort();
    }
  };
  Deno.addSignalListener("SIGINT", interrupt);
  Deno.addSignalListener("SIGTERM", interrupt);
  try {
    return await work(stop.signal, kill.signal);
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
    Deno.removeSignalListener("SIGTERM", interrupt);
  }
}
