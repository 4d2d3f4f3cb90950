import { DEFAULT_LEASE, Lease } from "./lease.ts";
import type { LastSeen, LeaseTimes } from "./lease.ts";

export interface LockOptions {
  /** Asked while we wait: `gone` ends the wait. */
  readonly stop?: { readonly gone: boolean };
  /** A lease where the file system has no flock, with these times. */
  readonly lease?: LeaseTimes;
  /** Locks by a lease even where there is flock, e.g. on a network file system that only pretends. */
  readonly without?: "flock";
}

/** What a holder is called that says nothing about itself. */
const NAMELESS = "another process";

/** Milliseconds between two tries. */
const POLL = 100;

/**
 * An exclusive lock on a file, held until it is released or the process dies (flock; the kernel frees
 * it, also at a reboot). Where the file system has no flock, a lease stands in for it (lease.ts).
 */
export class Lock implements Disposable {
  readonly #held: Disposable;

  private constructor(held: Disposable) {
    this.#held = held;
  }

  /**
   * Waits for the lock; undefined if `stop` says so first. `waiting` is called once with what the
   * holder wrote about itself. The file is never removed: who removes a lock file hands the lock out
   * twice.
   */
  static async acquire(
    path: string,
    waiting: (holder: string) => void,
    { stop = { gone: false }, lease = DEFAULT_LEASE, without }: LockOptions = {},
  ): Promise<Lock | undefined> {
    const seen: LastSeen = {};
    for (let tries = 0, told = false;; tries++) {
      const held = without === "flock" ? undefined : await tryFlock(path, true);
      const lock = held === undefined ? await Lease.tryAcquire(path, lease, seen) : held;
      if (lock !== "taken") return new Lock(lock);
      if (stop.gone) return undefined;
      // A holder that has just come may not have written its name yet: we look again, for a second.
      const holder = told
        ? undefined
        : await readHolder(path) ?? (tries < 10 ? undefined : NAMELESS);
      if (holder !== undefined) {
        waiting(holder);
        told = true;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  /**
   * Takes part in a lock that many share, and that nobody has to himself for longer than it takes
   * `isHeld` to look; undefined where the file system has no flock.
   */
  static async share(path: string): Promise<Lock | undefined> {
    for (;;) {
      const held = await tryFlock(path, false);
      if (held === undefined) return undefined;
      if (held !== "taken") return new Lock(held);
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  /** Whether somebody has the lock, alone or shared; where this cannot be known, it counts as held. */
  static async isHeld(path: string): Promise<boolean> {
    if (await Deno.lstat(path).catch(() => undefined) === undefined) return false;
    const held = await tryFlock(path, true);
    if (held !== undefined && held !== "taken") held[Symbol.dispose]();
    return held === undefined || held === "taken" || Lease.holder(path) !== undefined;
  }

  [Symbol.dispose](): void {
    this.#held[Symbol.dispose]();
  }
}

/** undefined: this file system has no flock. */
async function tryFlock(
  path: string,
  exclusive: boolean,
): Promise<Disposable | "taken" | undefined> {
  const file = await Deno.open(path, { create: true, read: true, write: true });
  try {
    if (!await file.tryLock(exclusive)) {
      file.close();
      return "taken";
    }
    if (exclusive) {
      await file.truncate(0);
      await file.write(new TextEncoder().encode(`process ${Deno.pid}`));
    }
    return file;
  } catch (error) {
    file.close();
    if (isUnsupported(error)) return undefined;
    throw error;
  }
}

/** ENOLCK, ENOSYS, EOPNOTSUPP and ENOTSUP, as Linux and macOS number them. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Deno.errors.NotSupported ||
    error instanceof Error && /os error (37|38|45|77|78|95|102)\b/.test(error.message);
}

async function readHolder(path: string): Promise<string | undefined> {
  const text = await Deno.readTextFile(path).catch(() => "");
  return text === "" ? Lease.holder(path) : text;
}
