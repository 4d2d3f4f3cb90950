import { DEFAULT_LEASE, Lease, leaseFolder } from "./lease.ts";
import type { LastSeen, LeaseTimes } from "./lease.ts";
import { readRegularText, regularFile, removeStrange } from "./regular_file.ts";

export interface LockOptions {
  /** Asked while we wait: `gone` ends the wait. */
  readonly stop?: { readonly gone: boolean };
  /** A lease where the file system has no flock, with these times. */
  readonly lease?: LeaseTimes;
  /** Locks by a lease even where there is flock, e.g. on a network file system that only pretends. */
  readonly without?: "flock";
}

/** Stands for a holder that says nothing about itself. */
const NAMELESS = "another process";

/** Milliseconds between two attempts. */
const POLL = 100;

/**
 * An exclusive lock on a file, held until it is released or the process dies (flock; the kernel frees
 * it, also at a reboot). Where the file system has no flock, a lease stands in for it (lease.ts).
 *
 * Only `discard` removes the file, and only with the lock held: a removed file can be locked still, by
 * those who had it open, so whoever gets a lock looks whether its file is the one that is there.
 */
export class Lock implements Disposable {
  readonly #held: Disposable;

  private constructor(held: Disposable) {
    this.#held = held;
  }

  /**
   * Waits for the lock; undefined if `stop` says so first. `waiting` is called once with what the
   * holder wrote about itself.
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
   * Joins a shared lock; undefined where the file system has no flock. `waiting` is
   * called once if somebody holds it exclusively for longer than it takes `isHeld` to look.
   */
  static async share(
    path: string,
    waiting: (holder: string) => void = () => {},
  ): Promise<Lock | undefined> {
    for (let tries = 0;; tries++) {
      const held = await tryFlock(path, false);
      if (held === undefined) return undefined;
      if (held !== "taken") return new Lock(held);
      if (tries === 10) waiting(await readHolder(path) ?? NAMELESS);
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  /** Whether somebody has the lock, alone or shared; where this cannot be known, it counts as held. */
  static async isHeld(path: string): Promise<boolean> {
    try {
      await regularFile(path);
    } catch {
      return false; // nobody locks what is no file
    }
    try {
      using file = await Deno.open(path, { read: true, write: true })
        .catch(() => Deno.open(path, { read: true })); // of another user, or on a read-only disk
      return !await file.tryLock(true) || Lease.holder(path) !== undefined;
    } catch (error) {
      return !(error instanceof Deno.errors.NotFound);
    }
  }

  /** Removes what stands in place of the file of a lock; a process that may not look around cannot. */
  static async clear(path: string): Promise<void> {
    await removeStrange(path, "isFile");
    await removeStrange(leaseFolder(path), "isDirectory");
  }

  /** Removes the file of a lock if nobody has it; whether it is gone. */
  static async discard(path: string, options: LockOptions = {}): Promise<boolean> {
    const held = options.without === "flock" ? undefined : await tryFlock(path, true);
    if (held === "taken") return false;
    if (held === undefined) {
      const lease = await Lease.tryAcquire(path, options.lease ?? DEFAULT_LEASE, {});
      if (lease === "taken") return false;
      await lease.retire();
    }
    using _held = held;
    await Deno.remove(path).catch((error: unknown) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error; // a lease needs no file
    });
    return true;
  }

  [Symbol.dispose](): void {
    this.#held[Symbol.dispose]();
  }
}

/** undefined: this file system has no flock, or no file for a shared lock, and none can be made. */
async function tryFlock(
  path: string,
  exclusive: boolean,
): Promise<Disposable | "taken" | undefined> {
  const file = exclusive ? await openLockFile(path) : await openShared(path);
  if (file === undefined) return undefined;
  try {
    const got = await file.tryLock(exclusive);
    if (!got || !await isAt(path, file)) {
      file.close();
      return got ? await tryFlock(path, exclusive) : "taken";
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

/** Opens a lock's file to share it, which takes no right to write; undefined if it can't even be made. */
async function openShared(path: string): Promise<Deno.FsFile | undefined> {
  try {
    return await openLockFile(path);
  } catch (error) {
    const { NotFound, PermissionDenied } = Deno.errors; // of a folder, too
    const refused = error instanceof NotFound || error instanceof PermissionDenied ||
      error instanceof Error && /read-only file system/i.test(error.message);
    if (!refused) throw error;
    return await Deno.open(path, { read: true }).catch(() => undefined);
  }
}

/** Opens a lock's file, making it. A link is never followed, nor a pipe opened: they are removed. */
async function openLockFile(path: string): Promise<Deno.FsFile> {
  const { AlreadyExists, NotFound } = Deno.errors;
  for (;;) {
    await removeStrange(path, "isFile");
    const createNew = await Deno.lstat(path).then(() => false, () => true); // through no link
    try {
      return await Deno.open(path, { read: true, write: true, createNew });
    } catch (error) {
      const changed = error instanceof (createNew ? AlreadyExists : NotFound); // since we looked
      if (!changed) throw error;
    }
  }
}

/** Whether an open file is the one that a path names, not through a link. */
async function isAt(path: string, file: Deno.FsFile): Promise<boolean> {
  const [there, here] = [await Deno.lstat(path).catch(() => undefined), await file.stat()];
  return there?.isFile === true && there.dev === here.dev && there.ino === here.ino;
}

/** ENOLCK, ENOSYS, EOPNOTSUPP and ENOTSUP, as Linux and macOS number them. */
function isUnsupported(error: unknown): boolean {
  return error instanceof Deno.errors.NotSupported ||
    error instanceof Error && /os error (37|38|45|77|78|95|102)\b/.test(error.message);
}

async function readHolder(path: string): Promise<string | undefined> {
  const text = await readRegularText(path).catch(() => "");
  return text === "" ? Lease.holder(path) : text;
}
