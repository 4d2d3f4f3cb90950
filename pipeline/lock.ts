/** An exclusive lock on a file, held until it is released or the process dies (flock). */
export class Lock implements Disposable {
  readonly #file: Deno.FsFile;

  private constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  /**
   * Waits for the lock; undefined if `stop` says so first. `waiting` is called once with what the
   * holder wrote about itself. The file is never removed: who removes a lock file hands the lock out
   * twice.
   */
  static async acquire(
    path: string,
    waiting: (holder: string) => void,
    stop: { readonly gone: boolean } = { gone: false },
  ): Promise<Lock | undefined> {
    const file = await Deno.open(path, { create: true, read: true, write: true });
    for (let told = false; !await file.tryLock(true); told = true) {
      if (stop.gone) {
        file.close();
        return undefined;
      }
      if (!told) waiting(await readHolder(path));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await file.truncate(0);
    await file.write(new TextEncoder().encode(`process ${Deno.pid}`));
    return new Lock(file);
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}

async function readHolder(path: string): Promise<string> {
  const text = await Deno.readTextFile(path).catch(() => "");
  return text === "" ? "another process" : text;
}
