/** Seconds that an action whose parent is gone has to reach its next report and save a checkpoint. */
export const GRACE = 5;

/** Reads a line, which says that all is well; at the end of the input instead, it waits and kills. */
const SCRIPT = `trap "" HUP INT QUIT TERM
read -r _ && exit
for _ in $(seq ${GRACE}); do sleep 1; kill -0 "$0" || exit; done
kill -KILL "$0"`;

/**
 * Watches over the process of an action, from outside: one that is busy does not see that its parent is
 * gone, and would hold its lock for ever. The watchdog is a shell, which starts in a millisecond and
 * outlives us, however we end; where there is none, nobody watches. Dispose of it when the process has
 * ended.
 */
export function watch(pid: number): AsyncDisposable {
  const args = ["-c", SCRIPT, String(pid)];
  const options = { args, stdin: "piped", stdout: "null", stderr: "null" } as const;
  try {
    const shell = new Deno.Command("sh", options).spawn();
    return {
      async [Symbol.asyncDispose]() {
        const input = shell.stdin.getWriter();
        await input.write(new TextEncoder().encode("\n")).catch(() => {}); // somebody killed it
        await input.close().catch(() => {});
        await shell.status;
      },
    };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  }
}
