import { basename, join, resolve } from "node:path";
import { decodeDescription } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import { decodeActionResult, encodeActionResult, UnboundRecord } from "../action_result.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import { digestOf, digestOfFile, shorten } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { messageOf } from "../errors.ts";
import { DurableFolder } from "./durable_folder.ts";
import { CacheLayout, FOLDERS } from "./layout.ts";
import { NearDisk } from "./near_disk.ts";
import { receive } from "./receive.ts";
import { regularFile, regularFileSync } from "./regular_file.ts";
import { Trust } from "./trust.ts";
import type { UsedResults } from "./trust.ts";
import { UnusableFiles } from "./unusable_files.ts";

/** Bytes of a file that is read at once to be hashed, not in pieces. */
const READ_WHOLE = 1 << 20;

/** Milliseconds for which a file counts as just used: far less than gc lets it alone. */
const TOUCH_AFTER = 600_000;

/**
 * The content-addressed store and the action cache, in one folder.
 *
 * A file appears under its final name only when its bytes are on the disk, and a result only after
 * its blobs; only those of a remote cache's results come when somebody needs them. Blobs are read-only.
 */
export class Store extends CacheLayout {
  readonly #warn: (message: string) => void;
  readonly #folder: DurableFolder;
  readonly #unusable: UnusableFiles;
  readonly #trust: Trust;
  readonly #disk = new NearDisk();
  #writable = true;
  #unbound = 0;

  private constructor(root: string, warn: (message: string) => void, use: UsedResults) {
    super(root);
    this.#warn = warn;
    this.#folder = new DurableFolder(root);
    this.#unusable = new UnusableFiles(warn);
    this.#trust = new Trust(use, warn);
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
      for (const folder of FOLDERS) {
        await store.#folder.make(join(store.root, folder));
      }
      await store.#folder.probe();
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

  /** Whether results of earlier code that were adopted are used. */
  get usesAdopted(): boolean {
    return this.#trust.usesAdopted;
  }

  /** Stores bytes; a damaged blob of the same name is repaired. */
  async putBytes(bytes: Uint8Array): Promise<Digest> {
    const digest = digestOf(bytes);
    const path = this.blobPath(digest);
    if (await this.isWhole(digest) && await this.hasBlob(digest, bytes.length)) return digest;
    await this.#folder.write(path, bytes, 0o444);
    this.#unusable.delete(path);
    return digest;
  }

  /** Takes a finished file, which must be on the same file system, into the store. */
  async putFile(path: string): Promise<{ digest: Digest; bytes: number }> {
    await regularFile(path).catch((error: unknown) => {
      throw new Error(`Output "${basename(path)}" cannot be taken: ${messageOf(error)}`);
    });
    return await this.#folder.io("take into the cache", async () => {
      const { digest, bytes } = await digestOfFile(path);
      await this.#takeBlob(path, digest);
      return { digest, bytes };
    }, path);
  }

  /**
   * Stores what a stream brings if it is the artifact that it should be, reading no byte more than
   * that; otherwise says what is wrong with it. Throws what the stream throws.
   */
  async putStream(
    artifact: Pick<Artifact, "digest" | "bytes">,
    stream: AsyncIterable<Uint8Array>,
  ): Promise<string | undefined> {
    const temporary = await this.#folder.temporaryPath();
    const io = <T>(work: () => Promise<T>): Promise<T> =>
      this.#folder.io("write into the cache folder", work);
    try {
      const flaw = await receive(temporary, artifact, stream, io);
      if (flaw === undefined) await io(() => this.#takeBlob(temporary, artifact.digest));
      return flaw;
    } finally {
      await Deno.remove(temporary).catch(() => {}); // moved into place, it is there no more
    }
  }

  async #takeBlob(file: string, digest: Digest): Promise<void> {
    const path = this.blobPath(digest);
    await this.#folder.moveIntoPlace(file, path, 0o444);
    this.#unusable.delete(path);
  }

  /** Whether a blob of this size is there. It is read only if there is something wrong with it. */
  async hasBlob(digest: Digest, bytes: number): Promise<boolean> {
    const path = this.blobPath(digest);
    if (this.#unusable.has(path) && !await this.isWhole(digest)) return false;
    try {
      const info = await this.#disk.read(() => Deno.lstatSync(path), () => Deno.lstat(path));
      if (info.isFile && info.size === bytes) return await touch(path, info);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
    }
    await this.isWhole(digest); // or it is put aside
    return false;
  }

  /** Bytes of a blob, checked; undefined, and the blob put aside, if it is missing or damaged. */
  async readBlob(digest: Digest): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return (await this.#checked(digest, (path, size) => this.#readWhole(path, size)))?.bytes;
  }

  /** Whether a blob is there and its bytes are right: what `readBlob` says, in little memory. */
  async isWhole(digest: Digest): Promise<boolean> {
    const read = (path: string, size: number) =>
      size > READ_WHOLE ? digestOfFile(path) : this.#readWhole(path, size);
    return await this.#checked<{ readonly digest: Digest }>(digest, read) !== undefined;
  }

  async #checked<T extends { readonly digest: Digest }>(
    digest: Digest,
    read: (path: string, size: number) => Promise<T>,
  ): Promise<T | undefined> {
    const path = this.blobPath(digest);
    const what = `Artifact ${shorten(digest)} in the cache`;
    let seen: Deno.FileInfo, found: T;
    try {
      seen = await this.#disk.read(() => regularFileSync(path), () => regularFile(path));
      found = await read(path, seen.size);
    } catch (error) {
      await this.#unusable.cannotRead(path, what, error);
      return undefined;
    }
    if (found.digest !== digest) {
      await this.#unusable.discard(path, what, `its digest is ${shorten(found.digest)}`, seen);
      return undefined;
    }
    this.#unusable.delete(path);
    return found;
  }

  async #readWhole(path: string, size: number) {
    const later = () => Deno.readFile(path);
    const bytes = size > READ_WHOLE
      ? await later()
      : await this.#disk.read(() => Deno.readFileSync(path), later);
    return { bytes, digest: digestOf(bytes) };
  }

  /** The result under a key; one that cannot be read is a miss, said once. Reading touches it. */
  async readResult(key: ActionKey): Promise<ActionResult | undefined> {
    const path = this.resultPath(key);
    const what = `Result "${path}"`;
    let seen: Deno.FileInfo, text: string;
    try {
      ({ seen, text } = await this.#disk.read(
        () => ({ seen: regularFileSync(path), text: Deno.readTextFileSync(path) }),
        async () => ({ seen: await regularFile(path), text: await Deno.readTextFile(path) }),
      ));
    } catch (error) {
      await this.#unusable.cannotRead(path, what, error);
      return undefined;
    }
    try {
      const result = await this.vouched(key, decodeActionResult(text, key));
      await touch(path, seen);
      return result;
    } catch (error) {
      if (error instanceof UnboundRecord) this.#passOver(path);
      else await this.#unusable.discard(path, what, messageOf(error), seen);
      return undefined;
    }
  }

  /** A result if it may be used (trust.ts). */
  async vouched(key: ActionKey, result: ActionResult): Promise<ActionResult | undefined> {
    return await this.#trust.vouched(key, result);
  }

  /** The description that a key is the digest of, if it is there and is of our version. */
  async readDescription(key: ActionKey): Promise<ActionDescription | undefined> {
    const bytes = await this.readBlob(key);
    return bytes === undefined ? undefined : decodeDescription(bytes);
  }

  /** Records a result. Its blobs must be in the store. */
  async writeResult(key: ActionKey, result: ActionResult): Promise<void> {
    await this.writeRecord(this.resultPath(key), encodeActionResult(key, result));
  }

  /** Writes a small file of ours atomically. */
  async writeRecord(path: string, text: string): Promise<void> {
    await this.#folder.write(path, new TextEncoder().encode(text), 0o644);
    this.#unusable.delete(path);
  }

  /** A record of an earlier version stays until its action has run again; the first is told of. */
  #passOver(path: string): void {
    if (this.#unbound++ > 0) return;
    this.#warn(
      `The cache "${this.root}" has results of an earlier version, which did not say whose they are ` +
        `("${path}"); their actions will run again`,
    );
  }
}

/** Tells gc that a file, which looked like this just now, is in use; false if it is not there. */
async function touch(path: string, { mtime }: Deno.FileInfo): Promise<boolean> {
  try {
    const now = new Date();
    if (now.getTime() - (mtime?.getTime() ?? 0) > TOUCH_AFTER) await Deno.utime(path, now, now);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound); // another user's may be read, not touched
  }
}
