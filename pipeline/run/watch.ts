import { digestOf } from "../digest.ts";

export interface WatchOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** Whether a change of this file matters. */
  readonly matters: (path: string) => boolean;
  /** The command that is run at the beginning and after each change. */
  readonly command: () => Deno.Command;
  readonly say: (text: string) => void;
  /** Ends the watching. */
  readonly stop: AbortSignal;
}

/** Exit status of a run that was interrupted, to begin anew or to end. */
const INTERRUPTED = 130;

/** Milliseconds that an editor may take to write a file in several steps. */
const SETTLE = 150;

/**
 * Runs a command, and again whenever a watched file gets other bytes. A run that still goes on is
 * interrupted first: it stops cleanly, with checkpoints. Each run is a process of its own, so that it
 * sees every edit, also of definitions that a running program has long loaded.
 */
export async function watch(
  { paths, matters, command, say, stop }: WatchOptions,
): Promise<void> {
  using watcher = Deno.watchFs([...paths]);
  const seen = new Map<string, string>();
  for (const path of paths) await remember(path, matters, seen);
  const changed = new Set<string>();
  let wake = (): void => {};
  const end = (): void => {
    watcher.close();
    wake();
  };
  stop.addEventListener("abort", end, { once: true });
  const events = (async () => {
    for await (const event of watcher) {
      for (const path of event.paths.filter(matters)) changed.add(path);
      if (changed.size > 0) wake();
    }
  })();
  let child: Deno.ChildProcess | undefined;
  try {
    for (let first = true; !stop.aborted; first = false) {
      const edited = await reallyChanged(changed, seen);
      if (first || edited.length > 0) {
        if (!first) say(`\n${edited.join(", ")} changed\n`);
        await interrupt(child);
        child = command().spawn();
        child.status.then(({ code }) => {
          if (code !== INTERRUPTED) say("Waiting for changes; Ctrl-C ends it\n");
        });
      }
      if (changed.size > 0) continue;
      await new Promise<void>((resolve) => wake = resolve);
      await new Promise((resolve) => setTimeout(resolve, stop.aborted ? 0 : SETTLE));
    }
  } finally {
    stop.removeEventListener("abort", end);
    await interrupt(child);
    await events;
  }
}

/** Which of the files have other bytes than when they were last looked at; empties the set. */
async function reallyChanged(changed: Set<string>, seen: Map<string, string>): Promise<string[]> {
  const paths = [...changed];
  changed.clear();
  const edited: string[] = [];
  for (const path of paths) {
    const now = await contentOf(path);
    if (seen.get(path) !== now) edited.push(path);
    seen.set(path, now);
  }
  return edited;
}

async function remember(
  path: string,
  matters: (path: string) => boolean,
  seen: Map<string, string>,
): Promise<void> {
  if ((await Deno.stat(path).catch(() => undefined))?.isDirectory) {
    for await (const { name } of Deno.readDir(path)) {
      await remember(`${path}/${name}`, matters, seen);
    }
  } else if (matters(path)) {
    seen.set(path, await contentOf(path));
  }
}

/** The digest of a file; one that is gone has the content "". */
async function contentOf(path: string): Promise<string> {
  const bytes = await Deno.readFile(path).catch(() => undefined);
  return bytes === undefined ? "" : digestOf(bytes);
}

async function interrupt(child: Deno.ChildProcess | undefined): Promise<void> {
  try {
    child?.kill("SIGINT");
  } catch {
    // It has ended.
  }
  await child?.status;
}
