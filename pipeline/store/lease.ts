import { removeStrange } from "./regular_file.ts";

export interface LeaseTimes {
  /** Milliseconds between two signs of life of the holder. */
  readonly heartbeat: number;
  /** Milliseconds without a sign of life after which the lease has expired. */
  readonly expiry: number;
}

/** A holder may be held up (a suspended laptop, a slow server) for half a minute. */
export const DEFAULT_LEASE: LeaseTimes = { heartbeat: 5_000, expiry: 30_000 };

/** What is in the file of a lease that was given back. */
const FREE = "free";

/** When a waiter first saw the newest sign of life: other machines' clocks are not to be trusted. */
export interface LastSeen {
  sign?: string;
  at?: number;
}

/**
 * An exclusive lock made of ordinary files, for file systems without flock. In the folder
 * `<path>.lease` the holder is who made the file with the highest number. Whoever finds that one given
 * back or without a sign of life for the time of expiry makes the next, which only one can
 * (O_EXCL). A holder that was thought dead and is not ends its process when it sees a higher number.
 */
export class Lease implements Disposable {
  readonly #folder: string;
  readonly #file: string;
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(folder: string, number: number, { heartbeat }: LeaseTimes) {
    this.#folder = folder;
    this.#file = `${folder}/${number}`;
    let beats = 0;
    this.#timer = setInterval(() => {
      if (numbersIn(folder)[0] !== number) {
        console.error("Another process has taken over: this one gave no sign of life for too long");
        Deno.exit(1);
      }
      Deno.writeTextFileSync(this.#file, `process ${Deno.pid}, sign of life ${++beats}`);
    }, heartbeat);
    Deno.unrefTimer(Number(this.#timer)); // it is not what keeps the process alive
  }

  /** One attempt of many; `seen` is what the waiter remembers between attempts. */
  static async tryAcquire(
    path: string,
    times: LeaseTimes,
    seen: LastSeen,
  ): Promise<Lease | "taken"> {
    const folder = leaseFolder(path);
    await removeStrange(folder, "isDirectory");
    await Deno.mkdir(folder, { recursive: true });
    const newest = numbersIn(folder)[0];
    if (newest !== undefined && !isOver(`${folder}/${newest}`, times, seen)) return "taken";
    const number = (newest ?? 0) + 1;
    const file = `${folder}/${number}`;
    try {
      await Deno.writeTextFile(file, `process ${Deno.pid}`, { createNew: true });
    } catch (error) {
      const { AlreadyExists, NotFound } = Deno.errors; // NotFound: the folder was retired
      if (error instanceof AlreadyExists || error instanceof NotFound) return "taken";
      throw error;
    }
    const [first, second, ...older] = numbersIn(folder);
    if (first !== number || second !== newest) { // we looked long ago, and things went on since
      await Deno.remove(file);
      return "taken";
    }
    for (const old of second === undefined ? [] : older) {
      await Deno.remove(`${folder}/${old}`).catch(() => {}); // others tidy up, too
    }
    return new Lease(folder, number, times);
  }

  /** What the holder of the lease, be it expired or not, wrote about itself; undefined: none. */
  static holder(path: string): string | undefined {
    const folder = leaseFolder(path);
    const newest = numbersIn(folder)[0];
    if (newest === undefined) return undefined;
    try {
      const sign = readSign(`${folder}/${newest}`);
      return sign === FREE ? undefined : sign.split(",")[0];
    } catch {
      return undefined; // removed meanwhile
    }
  }

  /** Gives the lease back for good: its folder goes, under another name, so that nobody joins it. */
  async retire(): Promise<void> {
    clearInterval(this.#timer);
    const retired = `${this.#folder}.${crypto.randomUUID()}`;
    await Deno.rename(this.#folder, retired);
    await Deno.remove(retired, { recursive: true });
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    Deno.writeTextFileSync(this.#file, FREE);
  }
}

/** The folder of the lease that stands in for the lock on a file. */
export const leaseFolder = (path: string): string => `${path}.lease`;

function isOver(file: string, { expiry }: LeaseTimes, seen: LastSeen): boolean {
  let sign: string;
  try {
    sign = readSign(file);
  } catch {
    return false; // removed meanwhile, so there is a newer one
  }
  if (sign === FREE) return true;
  const now = performance.now();
  const living = `${file}: ${sign}`;
  if (seen.sign === living && seen.at !== undefined) return now - seen.at >= expiry;
  [seen.sign, seen.at] = [living, now];
  return false;
}

/** What is not a file is no sign of life. */
function readSign(file: string): string {
  return Deno.lstatSync(file).isFile ? Deno.readTextFileSync(file) : FREE;
}

/** Highest first. */
function numbersIn(folder: string): number[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => Number(name))
      .filter(Number.isSafeInteger).sort((a, b) => b - a);
  } catch (error) {
    const { NotADirectory, NotFound } = Deno.errors;
    if (error instanceof NotFound || error instanceof NotADirectory) return [];
    throw error;
  }
}
