import { join } from "node:path";
import type { ActionKey, Digest } from "../digest.ts";
import { explainIo } from "../errors.ts";
import { discardLocks } from "../store/hold.ts";
import { Lock } from "../store/lock.ts";
import { describe } from "./busy.ts";
import type { Busy } from "./busy.ts";
import { blobsOf, infoOf, neededBy } from "./cache_contents.ts";
import type { CacheContents, FileInfo } from "./cache_contents.ts";

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
  /** Bytes above the requested size that cannot go: named profiles and running actions need them. */
  readonly needed: number;
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
    const { results, runs, blobs } = this.#contents, { size } = this.#options;
    const roots = new Set<ActionKey>();
    for (const [name, { keys }] of runs) {
      if (isExperiment(name) && !this.#busy.runs.has(name)) continue;
      for (const key of keys) roots.add(key);
    }
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

  async #removeHistories(): Promise<void> {
    for (const [name, run] of this.#contents.runs) {
      const stays = !isExperiment(name) || this.#busy.runs.has(name);
      if (stays || !this.#isSettled(run.changed)) continue;
      const useless = this.#isExpired(run) || ![...run.keys].some((key) => this.#left.has(key));
      if (useless && (this.#options.dryRun || await removeUnchanged(run))) this.#histories++;
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

/** Whether a configuration is a change of a named profile, as "quick+1a2b3c4d" is of "quick". */
const isExperiment = (name: string): boolean => name.includes("+");

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
