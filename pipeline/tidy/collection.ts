import { join } from "node:path";
import type { ActionKey, Digest } from "../digest.ts";
import { explainIo } from "../errors.ts";
import { discardLocks } from "../store/hold.ts";
import { CacheLayout } from "../store/layout.ts";
import { Lock } from "../store/lock.ts";
import { describe } from "./busy.ts";
import type { Busy } from "./busy.ts";
import { blobsOf, infoOf, neededBy } from "./cache_contents.ts";
import type { CacheContents, FileInfo } from "./cache_contents.ts";
import { isNamed } from "./named.ts";

export interface GcOptions {
  /** Bytes that the cache may have; the results used least recently go first. */
  readonly size?: number | undefined;
  /** Seconds since the last use after which a result goes, and an interrupted action's checkpoints. */
  readonly age?: number | undefined;
  readonly dryRun: boolean;
  /** Seconds for which new files are left alone, whoever may be working on them. */
  readonly grace?: number;
}

export interface GcReport {
  readonly results: number;
  readonly blobs: number;
  /** Stray files: scratch, temporary files, what has no proper name. */
  readonly stray: number;
  /** Of experiments. */
  readonly histories: number;
  /** Freed, or to be freed. */
  readonly bytes: number;
  /** Left in the cache. */
  readonly left: number;
  /** Bytes above the requested size that cannot go. */
  readonly needed: number;
  /** What of all that is left could not go, each byte under the first reason that holds. */
  readonly kept: Kept;
}

/** Bytes by what keeps them. */
export interface Kept {
  /** Given by the last runs of named profiles. */
  readonly profiles: number;
  /** Of actions that run, wait in a job or can go on from a checkpoint. */
  readonly running: number;
  /** Too new: somebody may be about to use it. */
  readonly recent: number;
}

/** What is younger than an hour is not a leftover yet: what is used is touched more often. */
const GRACE = 3600;

/** One collection of garbage, in the order in which things must go (gc.ts says what goes). */
export class Collection {
  readonly #root: string;
  readonly #contents: CacheContents;
  readonly #busy: Busy;
  readonly #options: GcOptions;
  readonly #now = Date.now();
  readonly #before: number;
  /** Blobs that are gone. */
  readonly #gone = new Set<Digest>();
  /** Results that stay. */
  readonly #left: Set<ActionKey>;
  #bytes = 0;
  #stray = 0;
  #histories = 0;

  constructor(root: string, contents: CacheContents, busy: Busy, options: GcOptions) {
    this.#root = root;
    this.#contents = contents;
    this.#busy = busy;
    this.#options = options;
    this.#before = sizeOf(contents);
    this.#left = new Set(contents.results.keys());
  }

  async run(): Promise<GcReport> {
    await this.#removeStrays();
    await this.#removeScratches();
    const references = countReferences(this.#contents, this.#busy);
    await this.#removeUnreferenced(references);
    await this.#removeResults(references);
    await this.#removeHistories();
    if (!this.#options.dryRun) {
      await this.#removeCodeRecords();
      await discardLocks(this.#root, ({ mtime }) => this.#isSettled(mtime?.getTime() ?? 0));
    }
    const left = this.#before - this.#bytes, { size } = this.#options;
    return {
      results: this.#contents.results.size - this.#left.size,
      blobs: this.#gone.size,
      stray: this.#stray,
      histories: this.#histories,
      bytes: this.#bytes,
      left,
      needed: size === undefined ? 0 : Math.max(0, left - size),
      kept: this.#kept(),
    };
  }

  async #removeStrays(): Promise<void> {
    const { temporary, strange, outdated, quarantined, different } = this.#contents;
    const strays = [...(this.#busy.live ? [] : temporary), ...strange, ...outdated]
      .filter((file) => this.#isSettled(file.changed));
    strays.push(...[...quarantined, ...different].filter((file) => this.#isExpired(file)));
    for (const file of strays) if (await this.#take(file)) this.#stray++;
  }

  async #removeScratches(): Promise<void> {
    const { work, results } = this.#contents, { actions, live } = this.#busy;
    for (const [key, folder] of work) {
      if (actions.has(key) || !this.#isSettled(folder.changed)) continue;
      const resumable = !results.has(key) && await hasCheckpoint(folder.path);
      const isUsed = live || resumable && !this.#isExpired(folder); // a run may be about to lock it
      if (isUsed) actions.set(key, await describe(key, this.#contents));
      else if (await this.#takeIf(folder, () => removeScratch(this.#root, key, folder))) {
        this.#stray++;
      }
    }
  }

  async #removeUnreferenced(references: ReadonlyMap<Digest, number>): Promise<void> {
    if (this.#busy.live) return;
    for (const [digest, blob] of this.#contents.blobs) {
      if (!references.has(digest)) await this.#takeBlob(digest, blob);
    }
  }

  /** Removes results, by least recent use, and the blobs that no other needs. */
  async #removeResults(references: Map<Digest, number>): Promise<void> {
    const { results, blobs } = this.#contents, { size } = this.#options;
    const roots = this.#roots();
    const candidates = [...results]
      .filter(([key, { changed }]) =>
        !roots.has(key) && !this.#busy.actions.has(key) && this.#isSettled(changed)
      )
      .sort(([, a], [, b]) => a.changed - b.changed);
    for (const [key, stored] of candidates) {
      const tooMuch = size !== undefined && this.#before - this.#bytes > size;
      if (!tooMuch && !this.#isExpired(stored)) continue;
      if (!await this.#take(stored)) continue; // before its blobs: never a result without
      this.#left.delete(key);
      for (const digest of new Set(blobsOf(key, stored))) {
        const count = references.get(digest)! - 1; // it was counted
        references.set(digest, count);
        if (count === 0) await this.#takeBlob(digest, blobs.get(digest));
      }
    }
  }

  /** What named profiles gave last, and experiments that run. */
  #roots(): Set<ActionKey> {
    const runs = [...this.#contents.runs].filter(([name]) =>
      isNamed(name) || this.#busy.runs.has(name)
    );
    return new Set(runs.flatMap(([, { keys }]) => [...keys]));
  }

  #kept(): Kept {
    const { results, blobs, work } = this.#contents, { actions } = this.#busy;
    const counted = new Set<FileInfo>();
    const count = (files: Iterable<FileInfo | undefined>): number => {
      let bytes = 0;
      for (const file of files) {
        if (file === undefined || counted.has(file)) continue;
        counted.add(file);
        bytes += file.bytes;
      }
      return bytes;
    };
    const blobFiles = (digests: readonly Digest[]) =>
      digests.filter((digest) => !this.#gone.has(digest)).map((digest) => blobs.get(digest));
    const resultFiles = (keys: Iterable<ActionKey>) =>
      [...keys].filter((key) => this.#left.has(key)).flatMap((key) => {
        const stored = results.get(key)!; // all that is left was read
        return [stored, ...blobFiles(blobsOf(key, stored))];
      });
    const isNew = ({ changed }: FileInfo): boolean => !this.#isSettled(changed);
    return {
      profiles: count(resultFiles(this.#roots())),
      running: count([
        ...resultFiles(actions.keys()),
        ...[...actions.keys()].map((key) => work.get(key)),
        ...blobFiles([...actions].flatMap(([key, action]) => neededBy(key, action))),
        ...blobFiles(this.#busy.blobs),
      ]),
      recent: count([
        ...resultFiles([...results].filter(([, stored]) => isNew(stored)).map(([key]) => key)),
        ...blobFiles([...blobs].filter(([, blob]) => isNew(blob)).map(([digest]) => digest)),
        ...[...work.values(), ...this.#contents.temporary].filter(isNew),
      ]),
    };
  }

  async #removeHistories(): Promise<void> {
    for (const [name, run] of this.#contents.runs) {
      const stays = isNamed(name) || this.#busy.runs.has(name);
      if (stays || !this.#isSettled(run.changed)) continue;
      const useless = this.#isExpired(run) || ![...run.keys].some((key) => this.#left.has(key));
      if (!useless || !(this.#options.dryRun || await removeUnchanged(run))) continue;
      this.#histories++;
      if (this.#options.dryRun) continue;
      await Deno.remove(new CacheLayout(this.#root).runWordsPath(name)).catch(() => {}); // if any
    }
  }

  async #removeCodeRecords(): Promise<void> {
    for (const record of this.#contents.code) {
      const { blob, changed } = record;
      const useless = blob === undefined || this.#gone.has(blob) || !this.#contents.blobs.has(blob);
      if (useless && this.#isSettled(changed)) await removeUnchanged(record);
    }
  }

  #isSettled(changed: number): boolean {
    return this.#now - changed >= 1000 * (this.#options.grace ?? GRACE);
  }

  #isExpired({ changed }: FileInfo): boolean {
    const { age } = this.#options;
    return age !== undefined && this.#now - changed >= 1000 * age;
  }

  async #take(file: FileInfo): Promise<boolean> {
    return await this.#takeIf(file, () => removeUnchanged(file));
  }

  async #takeIf(file: FileInfo, remove: () => Promise<boolean>): Promise<boolean> {
    const taken = this.#options.dryRun || await remove();
    if (taken) this.#bytes += file.bytes;
    return taken;
  }

  async #takeBlob(digest: Digest, blob: FileInfo | undefined): Promise<void> {
    if (blob === undefined || !this.#isSettled(blob.changed)) return;
    if (await this.#take(blob)) this.#gone.add(digest);
  }
}

/** Bytes of all files of a cache. */
function sizeOf(contents: CacheContents): number {
  const { blobs, results, work, temporary, quarantined, different, strange, outdated } = contents;
  return [
    ...[blobs, results, work].flatMap((files) => [...files.values()]),
    ...[temporary, quarantined, different, strange, outdated].flat(),
  ].reduce((sum, { bytes }) => sum + bytes, 0);
}

/** How many results and actions at work need each blob. */
function countReferences(
  { results }: CacheContents,
  { actions, blobs }: Busy,
): Map<Digest, number> {
  const references = new Map<Digest, number>();
  const count = (digests: readonly Digest[]): void => {
    for (const digest of new Set(digests)) {
      references.set(digest, (references.get(digest) ?? 0) + 1);
    }
  };
  for (const [key, stored] of results) count(blobsOf(key, stored));
  for (const [key, description] of actions) count(neededBy(key, description));
  count(blobs);
  return references;
}

async function hasCheckpoint(folder: string): Promise<boolean> {
  const isFolder = await Deno.lstat(folder).then((info) => info.isDirectory, () => false);
  if (!isFolder) return false; // nobody follows a link
  const names = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return names.some(({ name }) => /^checkpoint-\d+$/.test(name));
}

/** Removes a scratch folder under its action's lock, so that it is nobody's while it goes. */
async function removeScratch(root: string, key: ActionKey, folder: FileInfo): Promise<boolean> {
  using lock = await Lock.acquire(join(root, "locks", key), () => {}, { stop: { gone: true } });
  return lock !== undefined && await removeUnchanged(folder);
}

/** Removes a file or folder that is as it was; whether it was. */
async function removeUnchanged({ path, changed }: FileInfo): Promise<boolean> {
  try {
    if ((await infoOf(path)).changed !== changed) return false;
    await Deno.remove(path, { recursive: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw explainIo(error, "remove", path);
  }
}
