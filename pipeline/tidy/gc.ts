import { join } from "node:path";
import { formatBytes } from "../amount.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { EnvironmentError, explainIo } from "../errors.ts";
import { discardLocks, holdOffRuns } from "../store/hold.ts";
import { Lock } from "../store/lock.ts";
import { describe, findBusy } from "./busy.ts";
import type { Busy } from "./busy.ts";
import { blobsOf, infoOf, neededBy, readContents } from "./cache_contents.ts";
import type { CacheContents, FileInfo } from "./cache_contents.ts";

export interface GcOptions {
  /** Bytes that the cache may have; the results used least recently go first. */
  readonly size?: number | undefined;
  /** Seconds since the last use after which a result goes, and an interrupted action's checkpoints. */
  readonly age?: number | undefined;
  readonly dryRun: boolean;
  /** Seconds for which what is new is let alone, whoever is at work on it. */
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
  /** Bytes that are above the wanted size and cannot go: named profiles and running actions need them. */
  readonly needed: number;
}

/** What is younger than an hour is nobody's leftover yet: what is used is touched more often. */
const GRACE = 3600;

/**
 * Removes what nobody needs: stray files, blobs that no result refers to, results by least recent use,
 * down to a size or an age, and histories of experiments that have no result left or are older than the
 * age. Never what the last run of a named profile gave (a name with "+" is an experiment's, whose
 * results are kept while it runs), what a running action reads or writes, nor the checkpoints of an
 * interrupted one unless they are older than the age. What has been used since it was looked at stays,
 * and no run begins before all is done.
 */
export async function collectGarbage(root: string, options: GcOptions): Promise<GcReport> {
  using _held = options.dryRun ? undefined : await holdOffRuns(root);
  const contents = await readContents(root);
  const [unread] = contents.unread;
  if (unread !== undefined) {
    throw new EnvironmentError(
      `Cannot tell what is needed, nothing was removed: "${unread.path}" cannot be read (${unread.why})`,
    );
  }
  const busy = await findBusy(root, contents);
  const now = Date.now();
  const isSettled = (changed: number): boolean => now - changed >= 1000 * (options.grace ?? GRACE);
  const settled = ({ changed }: FileInfo): boolean => isSettled(changed);
  const expired = ({ changed }: FileInfo): boolean =>
    options.age !== undefined && now - changed >= 1000 * options.age;

  const before = sizeOf(contents);
  let bytes = 0;
  const takeIf = async (file: FileInfo, remove: () => Promise<boolean>): Promise<boolean> => {
    const taken = options.dryRun || await remove();
    if (taken) bytes += file.bytes;
    return taken;
  };
  const take = (file: FileInfo): Promise<boolean> => takeIf(file, () => removeUnchanged(file));

  let stray = 0;
  const strays = busy.live ? [] : contents.temporary.filter(settled);
  strays.push(...[...contents.strange, ...contents.outdated].filter(settled));
  strays.push(...[...contents.quarantined, ...contents.different].filter(expired));
  for (const file of strays) if (await take(file)) stray++;
  for (const [key, folder] of contents.work) {
    if (busy.actions.has(key) || !settled(folder)) continue;
    const resumable = !contents.results.has(key) && await hasCheckpoint(folder.path);
    const wanted = busy.live || resumable && !expired(folder); // a run may be about to lock it
    if (wanted) busy.actions.set(key, await describe(key, contents));
    else if (await takeIf(folder, () => removeScratch(root, key, folder))) stray++;
  }

  const references = countReferences(contents, busy);
  const gone = new Set<Digest>();
  const takeBlob = async (digest: Digest, blob: FileInfo | undefined): Promise<void> => {
    if (blob !== undefined && settled(blob) && await take(blob)) gone.add(digest);
  };
  for (const [digest, blob] of busy.live ? [] : contents.blobs) {
    if (!references.has(digest)) await takeBlob(digest, blob);
  }

  const roots = new Set<ActionKey>();
  for (const [name, { keys }] of contents.runs) {
    if (isExperiment(name) && !busy.runs.has(name)) continue;
    for (const key of keys) roots.add(key);
  }
  const left = new Set(contents.results.keys());
  const candidates = [...contents.results]
    .filter(([key, file]) => !roots.has(key) && !busy.actions.has(key) && settled(file))
    .sort(([, a], [, b]) => a.changed - b.changed);
  for (const [key, stored] of candidates) {
    const tooMuch = options.size !== undefined && before - bytes > options.size;
    if (!tooMuch && !expired(stored)) continue;
    if (!await take(stored)) continue; // before its blobs: never a result without
    left.delete(key);
    for (const digest of new Set(blobsOf(key, stored))) {
      const count = references.get(digest)! - 1; // it was counted
      references.set(digest, count);
      if (count === 0) await takeBlob(digest, contents.blobs.get(digest));
    }
  }

  let histories = 0;
  for (const [name, run] of contents.runs) {
    if (!isExperiment(name) || busy.runs.has(name) || !settled(run)) continue;
    const useless = expired(run) || ![...run.keys].some((key) => left.has(key));
    if (useless && (options.dryRun || await removeUnchanged(run))) histories++;
  }
  if (!options.dryRun) {
    for (const record of contents.code) {
      const useless = record.blob === undefined || gone.has(record.blob) ||
        !contents.blobs.has(record.blob);
      if (useless && settled(record)) await removeUnchanged(record);
    }
    await discardLocks(root, ({ mtime }) => isSettled(mtime?.getTime() ?? 0));
  }
  return {
    results: contents.results.size - left.size,
    blobs: gone.size,
    stray,
    histories,
    bytes,
    left: before - bytes,
    needed: options.size === undefined ? 0 : Math.max(0, before - bytes - options.size),
  };
}

/** Whether a configuration is a change of a named profile, as "quick+1a2b3c4d" is of "quick". */
const isExperiment = (name: string): boolean => name.includes("+");

/** What was removed, in a sentence. */
export function gcText(report: GcReport, dryRun: boolean): string {
  const { results, blobs, stray, histories, bytes, left, needed } = report;
  const rest = needed === 0
    ? ""
    : `; ${formatBytes(needed)} above the size stay, for named profiles, running actions or as new`;
  const old = histories === 0 ? "" : `, and ${histories} histories of experiments`;
  return `${dryRun ? "Would remove" : "Removed"} ${results} results, ${blobs} blobs and ${stray} ` +
    `stray files${old}: ${formatBytes(bytes)}; ${formatBytes(left)} ${
      dryRun ? "would be " : ""
    }left${rest}`;
}

/** Bytes of all files of a cache. */
export function sizeOf(contents: CacheContents): number {
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
