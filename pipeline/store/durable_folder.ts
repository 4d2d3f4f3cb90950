import { dirname, join } from "node:path";
import { explainIo } from "../errors.ts";
import { durably, syncFolder } from "./durable_file.ts";
import { removeStrange } from "./regular_file.ts";

/** A folder whose files appear under their final names only when their bytes are on the disk. */
export class DurableFolder {
  readonly root: string;
  readonly #made = new Set<string>();
  #temporary = 0;

  /** @param root absolute path */
  constructor(root: string) {
    this.root = root;
  }

  /** Makes a folder that stays, and waits until its name is on the disk. */
  async make(path: string): Promise<void> {
    if (this.#made.has(path)) return;
    await this.io("make the cache folder", async () => {
      await Deno.mkdir(path, { recursive: true });
      await syncFolder(dirname(path));
    }, path);
    this.#made.add(path);
  }

  /** A new name on the same file system. */
  async temporaryPath(): Promise<string> {
    const folder = join(this.root, "tmp");
    await this.make(folder);
    return join(folder, `${Deno.pid}-${this.#temporary++}-${crypto.randomUUID()}`);
  }

  async write(path: string, bytes: Uint8Array, mode: number): Promise<void> {
    const temporary = await this.temporaryPath();
    await this.io("write into the cache folder", async () => {
      await durably(temporary, bytes);
      await this.moveIntoPlace(temporary, path, mode);
    });
  }

  /** Gives a file, which is on the disk, its final name. */
  async moveIntoPlace(temporary: string, path: string, mode: number): Promise<void> {
    await Deno.chmod(temporary, mode);
    await this.make(dirname(path));
    try {
      await Deno.rename(temporary, path);
    } catch {
      await removeStrange(path, "isFile"); // a folder; somebody else may put a file there now, too
      await Deno.rename(temporary, path);
    }
    await syncFolder(dirname(path));
  }

  /** Writes and removes a file, as a probe of whether that can be done. */
  async probe(): Promise<void> {
    const path = await this.temporaryPath();
    await this.io("write into the cache folder", async () => {
      await Deno.writeTextFile(path, "");
      await Deno.remove(path);
    });
  }

  /** Runs work; an error of its becomes an EnvironmentError that says what to do. */
  async io<T>(what: string, work: () => Promise<T>, path: string = this.root): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explainIo(error, what, path);
    }
  }
}
