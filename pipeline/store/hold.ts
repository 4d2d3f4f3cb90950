import { join } from "node:path";
import { explainIo } from "../errors.ts";
import { Lock } from "./lock.ts";

/** Runs share this lock for a moment as they begin; gc holds it exclusively while it works. */
const gate = (root: string): string => join(root, "locks", "gc");

/**
 * Says, until it is released, that a run of this configuration is planned or goes on: gc then keeps
 * what it needs. It is to be taken before the first blob is stored. Waits for a gc that is at work, and
 * tells of it.
 */
export async function holdRun(
  root: string,
  name: string,
  waiting: (gc: string) => void,
): Promise<Disposable> {
  using _passed = await Lock.share(gate(root), waiting);
  const held = await Lock.share(join(root, "locks", `${name}.run`));
  return held ?? { [Symbol.dispose]: () => {} }; // without flock, gc takes nothing that may be needed
}

/** Lets no run begin until it is released, nor another gc. */
export async function holdOffRuns(root: string): Promise<Disposable> {
  try {
    await Deno.mkdir(join(root, "locks"), { recursive: true });
    return (await Lock.acquire(gate(root), () => {}))!; // nothing stops it
  } catch (error) {
    throw explainIo(error, "lock the cache folder", root);
  }
}

/** The configurations that are planned or run at this moment. */
export async function heldRuns(root: string): Promise<Set<string>> {
  const runs = new Set<string>();
  for (const name of await lockNames(root)) {
    const run = /^(.+)\.run$/.exec(name)?.[1];
    if (run !== undefined && await Lock.isHeld(join(root, "locks", name))) runs.add(run);
  }
  return runs;
}

/** Removes the files of locks that nobody has; only gc may, while it keeps runs from beginning. */
export async function discardLocks(
  root: string,
  isLeftover: (file: Deno.FileInfo) => boolean,
): Promise<void> {
  for (const name of await lockNames(root)) {
    const path = join(root, "locks", name);
    const found = await Deno.lstat(path).catch(() => undefined);
    if (path === gate(root) || found === undefined || !isLeftover(found)) continue;
    await Lock.discard(path).catch(() => {}); // another user's stays
  }
}

/** A lease counts by the lock that it stands in for. */
async function lockNames(root: string): Promise<Set<string>> {
  const entries = await Array.fromAsync(Deno.readDir(join(root, "locks"))).catch(() => []);
  return new Set(entries.map(({ name }) => name.replace(/\.lease$/, "")));
}
