import { explainIo, isTooManyFiles, messageOf } from "../errors.ts";
import { NotRegularFile, removeStrange } from "./regular_file.ts";

/**
 * Files that are there but count as missing: they cannot be read, or are damaged and cannot be removed.
 * Each is reported once.
 */
export class UnusableFiles {
  readonly #paths = new Set<string>();
  readonly #warn: (message: string) => void;

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** It has been read, or written anew. */
  delete(path: string): void {
    this.#paths.delete(path);
  }

  /** What cannot be read stays, unless it is no file: its bytes may be right. */
  async cannotRead(path: string, what: string, error: unknown): Promise<void> {
    if (error instanceof Deno.errors.NotFound) return;
    if (error instanceof NotRegularFile) return await this.discard(path, what, error.message);
    if (isTooManyFiles(error)) throw explainIo(error, "read", path);
    if (this.#paths.has(path)) return;
    this.#paths.add(path);
    this.#warn(`${what} cannot be read (${messageOf(error)}); it stays, and counts as missing`);
  }

  /**
   * Removes what is not what its name says, unless somebody has replaced it since.
   *
   * @param seen what was read; nothing if it is no file
   */
  async discard(path: string, what: string, why: string, seen?: Deno.FileInfo): Promise<void> {
    if (this.#paths.has(path)) return;
    this.#warn(`${what} is damaged (${why}); it will be made again`);
    try {
      if (seen === undefined) return await removeStrange(path, "isFile");
      if ((await Deno.lstat(path)).ino === seen.ino) await Deno.remove(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) this.#paths.add(path);
    }
  }
}
