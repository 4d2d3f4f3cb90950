import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { decodeDescription } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import { decodeActionResult, encodeActionResult, UnboundRecord } from "../action_result.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { digestOf, digestOfFile, shorten } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { explainIo, isTooManyFiles, messageOf } from "../errors.ts";
import { durably, syncFolder } from "./durable_file.ts";
import { NotRegularFile, readRegularFile, regularFile, removeStrange } from "./regular_file.ts";
import { signerOf } from "./signature.ts";
import type { TrustedKeys } from "./signature.ts";

/** Milliseconds for which a file counts as just used: far less than gc lets it alone. */
const TOUCH_AFTER = 600_000;

/** Which results are used. */
export interface UsedResults {
  /** Of those that others made, only what one of these keys signed; all if not given. */
  readonly trusted?: TrustedKeys | undefined;
  /** Also those of earlier code that were adopted: the default. */
  readonly adopted?: boolean | undefined;
}

/**
 * The content-addressed store and the action cache, in one folder:
 * `cas/ab/<digest>` blobs, `ac/ab/<key>` results, `work/<key>/` scratch, `locks/<key>`, `runs/` histories,
 * `code/` known bundles, `tmp/`.
 *
 * A file appears under its final name only when its bytes are on the disk, and a result only after
 * its blobs; only those of a remote cache's results come when somebody needs them. Blobs are read-only.
 */
export class Store {
  /** Absolute: processes start in other folders. */
  readonly root: string;
  readonly #warn: (message: string) => void;
  readonly #trusted: TrustedKeys | undefined;
  /** Whether results of earlier code that were adopted are used. */
  readonly usesAdopted: boolean;
  readonly #folders = new Set<string>();
  /** Files that are there but count as missing: they cannot be read, or are wrong and cannot be removed. */
  readonly #unusable = new Set<string>();
  #writable = true;
  #temporary = 0;
  #distrusted = 0;
  #unbound = 0;

  private constructor(root: string, warn: (message: string) => void, use: UsedResults) {
    this.root = root;
    this.#warn = warn;
    this.#trusted = use.trusted;
    this.usesAdopted = use.adopted ?? true;
  }

  /**
   * Opens a store, making its folders. One that cannot be written can be read; what must be written then
   * throws an EnvironmentError, and so does this if there is no store.
   */
  static async open(
    root: string,
    warn: (message: string) => void,
    use: UsedResults = {},
  ): Promise<Store> {
    const store = new Store(resolve(root), warn, use);
    try {
      for (const folder of ["cas", "ac", "work", "locks", "tmp", "runs", "code"]) {
        await store.#folder(join(store.root, folder));
      }
      const probe = await store.#temporaryPath();
      await store.#io("write into the cache folder", store.root, async () => {
        await Deno.writeTextFile(probe, "");
        await Deno.remove(probe);
      });
    } catch (error) {
      const results = await Deno.stat(join(store.root, "ac")).catch(() => undefined);
      if (!results?.isDirectory) throw error;
      store.#writable = false;
    }
    return store;
  }

  /** Whether it could be written when it was opened: if not, there is nothing to be noted in it. */
  get writable(): boolean {
    return this.#writable;
  }

  blobPath(digest: Digest): string {
    return join(this.root, "cas", digest.slice(0, 2), digest);
  }

  resultPath(key: ActionKey): string {
    return join(this.root, "ac", key.slice(0, 2), key);
  }

  workPath(key: ActionKey): string {
    return join(this.root, "work", key);
  }

  lockPath(key: ActionKey): string {
    return join(this.root, "locks", key);
  }

  /** Where the history of a configuration is kept (history.ts). */
  runPath(name: string): string {
    return join(this.root, "runs", `${name}.json`);
  }

  /** Where it is written down which bundles some modules make (bundle_cache.ts). */
  codePath(key: Digest): string {
    return join(this.root, "code", key);
  }

  /** Stores bytes; a damaged blob of the same name is repaired. */
  async putBytes(bytes: Uint8Array): Promise<Digest> {
    const digest = digestOf(bytes);
    const path = this.blobPath(digest);
    if (await this.isWhole(digest) && await touch(path)) return digest;
    const temporary = await this.#temporaryPath();
    await this.#io("write into the cache folder", this.root, async () => {
      await durably(temporary, bytes);
      await this.#moveIntoPlace(temporary, path, 0o444);
    });
    return digest;
  }

  /** Takes a finished file, which must be on the same file system, into the store. */
  async adopt(path: string): Promise<{ digest: Digest; bytes: number }> {
    await regularFile(path).catch((error: unknown) => {
      throw new Error(`Output "${basename(path)}" cannot be taken: ${messageOf(error)}`);
    });
    return await this.#io("take into the cache", path, async () => {
      const { digest, bytes } = await digestOfFile(path);
      await this.#moveIntoPlace(path, this.blobPath(digest), 0o444);
      return { digest, bytes };
    });
  }

  /**
   * Stores what a stream brings if it is the artifact that it should be, reading no byte more than
   * that; otherwise says what is wrong with it. Throws what the stream throws.
   */
  async putStream(
    { digest, bytes }: Pick<Artifact, "digest" | "bytes">,
    stream: AsyncIterable<Uint8Array>,
  ): Promise<string | undefined> {
    const temporary = await this.#temporaryPath();
    try {
      const flaw = await this.#receive(temporary, digest, bytes, stream);
      if (flaw === undefined) {
        await this.#io("write into the cache folder", this.root, () => {
          return this.#moveIntoPlace(temporary, this.blobPath(digest), 0o444);
        });
      }
      return flaw;
    } finally {
      await Deno.remove(temporary).catch(() => {}); // published, it is there no more
    }
  }

  async #receive(
    path: string,
    digest: Digest,
    bytes: number,
    stream: AsyncIterable<Uint8Array>,
  ): Promise<string | undefined> {
    const io = <T>(work: () => Promise<T>): Promise<T> =>
      this.#io("write into the cache folder", this.root, work);
    using file = await io(() => Deno.open(path, { write: true, createNew: true }));
    const hash = createHash("sha256");
    let size = 0;
    for await (const piece of stream) {
      size += piece.length;
      if (size > bytes) return `it has more than its ${bytes} bytes`;
      hash.update(piece);
      await io(async () => {
        for (let done = 0; done < piece.length;) done += await file.write(piece.subarray(done));
      });
    }
    if (size < bytes) return `it has ${size} bytes, expected ${bytes}`;
    const found = hash.digest("hex");
    if (found !== digest) return `its digest is ${found.slice(0, 12)}`;
    await io(() => file.sync());
    return undefined;
  }

  /** Whether a blob of this size is there. It is read only if there is something wrong with it. */
  async hasBlob(digest: Digest, bytes: number): Promise<boolean> {
    const path = this.blobPath(digest);
    if (this.#unusable.has(path) && !await this.isWhole(digest)) return false;
    try {
      const info = await Deno.lstat(path);
      if (info.isFile && info.size === bytes) return await touch(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
    }
    await this.isWhole(digest); // or it is put aside
    return false;
  }

  /** Bytes of a blob, checked; undefined, and the blob put aside, if it is missing or damaged. */
  async readBlob(digest: Digest): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const read = await this.#checked(digest, async (path) => {
      const bytes = await readRegularFile(path);
      return { bytes, digest: digestOf(bytes) };
    });
    return read?.bytes;
  }

  /** Whether a blob is there and its bytes are right: what `readBlob` says, in little memory. */
  async isWhole(digest: Digest): Promise<boolean> {
    return await this.#checked(digest, digestOfFile) !== undefined;
  }

  async #checked<T extends { readonly digest: Digest }>(
    digest: Digest,
    read: (path: string) => Promise<T>,
  ): Promise<T | undefined> {
    const path = this.blobPath(digest);
    const what = `Artifact ${shorten(digest)} in the cache`;
    let seen: Deno.FileInfo, found: T;
    try {
      seen = await regularFile(path);
      found = await read(path);
    } catch (error) {
      await this.#cannotRead(path, what, error);
      return undefined;
    }
    if (found.digest !== digest) {
      await this.#discard(path, what, `its digest is ${shorten(found.digest)}`, seen);
      return undefined;
    }
    this.#unusable.delete(path);
    return found;
  }

  /** What cannot be read counts as missing, and stays unless it is no file: its bytes may be right. */
  async #cannotRead(path: string, what: string, error: unknown): Promise<void> {
    if (error instanceof Deno.errors.NotFound) return;
    if (error instanceof NotRegularFile) return await this.#discard(path, what, error.message);
    if (isTooManyFiles(error)) throw explainIo(error, "read", path);
    if (this.#unusable.has(path)) return;
    this.#unusable.add(path);
    this.#warn(`${what} cannot be read (${messageOf(error)}); it stays, and counts as missing`);
  }

  /**
   * Removes what is not what its name says, unless somebody has replaced it since; says so once.
   *
   * @param seen what was read; nothing if it is no file
   */
  async #discard(path: string, what: string, why: string, seen?: Deno.FileInfo): Promise<void> {
    if (this.#unusable.has(path)) return;
    this.#warn(`${what} is damaged (${why}); it will be made again`);
    try {
      if (seen === undefined) return await removeStrange(path, "isFile");
      if ((await Deno.lstat(path)).ino === seen.ino) await Deno.remove(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) this.#unusable.add(path);
    }
  }

  /** The result under a key; one that cannot be read is a miss, said once. Reading touches it. */
  async readResult(key: ActionKey): Promise<ActionResult | undefined> {
    const path = this.resultPath(key);
    const what = `Result "${path}"`;
    let seen: Deno.FileInfo, text: string;
    try {
      seen = await regularFile(path);
      text = await Deno.readTextFile(path);
    } catch (error) {
      await this.#cannotRead(path, what, error);
      return undefined;
    }
    try {
      const result = await this.vouched(key, decodeActionResult(text, key));
      await touch(path);
      return result;
    } catch (error) {
      if (error instanceof UnboundRecord) this.#passOver(path);
      else await this.#discard(path, what, messageOf(error), seen);
      return undefined;
    }
  }

  /**
   * A result if it may be used: made here, or signed by one of the trusted keys if there are any, and of
   * the present code unless adopted ones are used. The first that nobody trusted has signed is told.
   */
  async vouched(key: ActionKey, result: ActionResult): Promise<ActionResult | undefined> {
    const { from } = result;
    if (result.adopted !== undefined && !this.usesAdopted) return undefined;
    if (from === undefined || this.#trusted === undefined) return result;
    const signedBy = await signerOf(key, result, this.#trusted);
    if (signedBy !== undefined) return { ...result, from: { ...from, signedBy } };
    if (this.#distrusted++ === 0) {
      this.#warn(
        `The result ${shorten(key)} made elsewhere is not signed by a trusted key; such results ` +
          `are not used`,
      );
    }
    return undefined;
  }

  /** The description that a key is the digest of, if it is there and is of our version. */
  async readDescription(key: ActionKey): Promise<ActionDescription | undefined> {
    const bytes = await this.readBlob(key);
    return bytes === undefined ? undefined : decodeDescription(bytes);
  }

  /** Publishes a result. Its blobs must be in the store. */
  async writeResult(key: ActionKey, result: ActionResult): Promise<void> {
    await this.writeRecord(this.resultPath(key), encodeActionResult(key, result));
  }

  /** Writes a small file of ours atomically. */
  async writeRecord(path: string, text: string): Promise<void> {
    const temporary = await this.#temporaryPath();
    await this.#io("write into the cache folder", this.root, async () => {
      await durably(temporary, new TextEncoder().encode(text));
      await this.#moveIntoPlace(temporary, path, 0o644);
    });
  }

  /** A record of an earlier version stays until its action has run again; the first is told of. */
  #passOver(path: string): void {
    if (this.#unbound++ > 0) return;
    this.#warn(
      `The cache "${this.root}" has results of an earlier version, which did not say whose they are ` +
        `("${path}"); their actions will run again`,
    );
  }

  async #moveIntoPlace(temporary: string, path: string, mode: number): Promise<void> {
    await Deno.chmod(temporary, mode);
    await this.#folder(dirname(path));
    try {
      await Deno.rename(temporary, path);
    } catch {
      await removeStrange(path, "isFile"); // a folder; somebody else may put a file there now, too
      await Deno.rename(temporary, path);
    }
    this.#unusable.delete(path);
    await syncFolder(dirname(path));
  }

  /** Makes a folder that stays, and waits until its name is on the disk. */
  async #folder(path: string): Promise<void> {
    if (this.#folders.has(path)) return;
    await this.#io("make the cache folder", path, async () => {
      await Deno.mkdir(path, { recursive: true });
      await syncFolder(dirname(path));
    });
    this.#folders.add(path);
  }

  async #temporaryPath(): Promise<string> {
    const folder = join(this.root, "tmp");
    await this.#folder(folder);
    return join(folder, `${Deno.pid}-${this.#temporary++}-${crypto.randomUUID()}`);
  }

  async #io<T>(what: string, path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw explainIo(error, what, path);
    }
  }
}

/** Tells gc that a file is in use; false if it is not there. */
async function touch(path: string): Promise<boolean> {
  try {
    const { mtime } = await Deno.lstat(path);
    const now = new Date();
    if (now.getTime() - (mtime?.getTime() ?? 0) > TOUCH_AFTER) await Deno.utime(path, now, now);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound); // another user's may be read, not touched
  }
}
