import { join } from "node:path";
import type { ActionDescription } from "./action_key.ts";
import { decodeDescription } from "./action_key.ts";
import { blobsOf, neededBy, readContents } from "./cache_contents.ts";
import type { CacheContents, FileInfo, StoredResult } from "./cache_contents.ts";
import type { ActionKey, Digest } from "./digest.ts";
import { blobsOfBatch, readBatches } from "./slurm/batch.ts";
import { formatBytes } from "./duration.ts";
import { EnvironmentError, explainIo } from "./errors.ts";
import { Lock } from "./lock.ts";
import { readRegularFile } from "./regular_file.ts";

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
  /** Freed, or to be freed. */
  readonly bytes: number;
  /** Left in the cache. */
  readonly left: number;
  /** Bytes that are above the wanted size and cannot go: named profiles and running actions need them. */
  readonly needed: number;
}

/** What is younger than an hour is nobody's leftover yet. */
const GRACE = 3600;

/**
 * Removes what nobody needs: stray files, blobs that no result refers to, and results by least recent
 * use, down to a size or an age. Never what the last run of a named profile gave (a name with "+" is an
 * experiment's, whose results are kept while it runs), what a running action reads or writes, nor the
 * checkpoints of an interrupted one unless they are older than the age.
 */
export async function collectGarbage(root: string, options: GcOptions): Promise<GcReport> {
  const contents = await readContents(root);
  const [unread] = contents.unread;
  if (unread !== undefined) {
    throw new EnvironmentError(
      `Cannot tell what is needed, nothing was removed: "${unread.path}" cannot be read (${unread.why})`,
    );
  }
  const busy = await findBusy(root, contents);
  const now = Date.now();
  const settled = ({ changed }: FileInfo): boolean =>
    now - changed >= 1000 * (options.grace ?? GRACE);
  const expired = ({ changed }: FileInfo): boolean =>
    options.age !== undefined && now - changed >= 1000 * options.age;

  const stray = busy.live ? [] : contents.temporary.filter(settled);
  stray.push(...[...contents.strange, ...contents.outdated].filter(settled));
  stray.push(...[...contents.quarantined, ...contents.different].filter(expired));
  const abandoned: [ActionKey, FileInfo][] = [];
  for (const [key, folder] of contents.work) {
    if (busy.actions.has(key) || !settled(folder)) continue;
    const resumable = !contents.results.has(key) && await hasCheckpoint(folder.path);
    if (!resumable || expired(folder)) abandoned.push([key, folder]);
    else busy.actions.set(key, await describe(key, contents));
  }

  const roots = new Set<ActionKey>();
  for (const [name, keys] of contents.runs) {
    if (name.includes("+") && !busy.runs.has(name)) continue;
    for (const key of keys) roots.add(key);
  }
  const references = countReferences(contents, busy);
  const doomed = new Set<FileInfo>();
  const before = sizeOf(contents);
  let bytes = [...stray, ...abandoned.map(([, folder]) => folder)]
    .reduce((sum, file) => sum + file.bytes, 0);
  const unneeded = [...contents.blobs].filter(([digest, blob]) =>
    !references.has(digest) && settled(blob) && !busy.live
  );
  for (const [, blob] of unneeded) {
    doomed.add(blob);
    bytes += blob.bytes;
  }

  const goneResults: StoredResult[] = [];
  const candidates = [...contents.results]
    .filter(([key, file]) => !roots.has(key) && !busy.actions.has(key) && settled(file))
    .sort(([, a], [, b]) => a.changed - b.changed);
  for (const [key, stored] of candidates) {
    const tooMuch = options.size !== undefined && before - bytes > options.size;
    if (!tooMuch && !expired(stored)) continue;
    goneResults.push(stored);
    bytes += stored.bytes;
    for (const digest of new Set(blobsOf(key, stored))) {
      const count = references.get(digest)! - 1; // it was counted
      references.set(digest, count);
      const blob = contents.blobs.get(digest);
      if (count > 0 || blob === undefined || doomed.has(blob)) continue;
      doomed.add(blob);
      bytes += blob.bytes;
    }
  }

  if (!options.dryRun) {
    for (const { path } of goneResults) await remove(path); // before its blobs: never a result without
    for (const { path } of [...doomed, ...stray]) await remove(path);
    for (const [key, folder] of abandoned) await removeScratch(root, key, folder.path);
  }
  const left = before - bytes;
  return {
    results: goneResults.length,
    blobs: doomed.size,
    stray: stray.length + abandoned.length,
    bytes,
    left,
    needed: options.size === undefined ? 0 : Math.max(0, left - options.size),
  };
}

/** What was removed, in a sentence. */
export function gcText(report: GcReport, dryRun: boolean): string {
  const { results, blobs, stray, bytes, left, needed } = report;
  const rest = needed === 0
    ? ""
    : `; ${formatBytes(needed)} above the size stay, for named profiles, running actions or as new`;
  return `${dryRun ? "Would remove" : "Removed"} ${results} results, ${blobs} blobs and ${stray} ` +
    `stray files: ${formatBytes(bytes)}; ${formatBytes(left)} ${
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

interface Busy {
  /** Actions that run, are in a job's batch, or can go on from a checkpoint, with what they are. */
  readonly actions: Map<ActionKey, ActionDescription | undefined>;
  /** What jobs need beside their actions. */
  readonly blobs: readonly Digest[];
  /** Configurations that are being run. */
  readonly runs: ReadonlySet<string>;
  /** Whether any process works on this cache. */
  readonly live: boolean;
}

async function findBusy(root: string, contents: CacheContents): Promise<Busy> {
  const actions: Busy["actions"] = new Map();
  for (const key of contents.work.keys()) {
    if (await Lock.isHeld(join(root, "locks", key))) {
      actions.set(key, await describe(key, contents));
    }
  }
  const running = actions.size > 0;
  const blobs: Digest[] = [];
  for (const batch of await readBatches(root)) {
    const open = batch.tasks.flat().filter(({ key }) => !contents.results.has(key));
    for (const { key } of open) actions.set(key, await describe(key, contents));
    if (open.length > 0) blobs.push(...blobsOfBatch(batch));
  }
  const runs = new Set<string>();
  const locks = await Array.fromAsync(Deno.readDir(join(root, "locks"))).catch(() => []);
  for (const { name } of locks) {
    const run = /^(.+)\.run$/.exec(name)?.[1];
    if (run !== undefined && await Lock.isHeld(join(root, "locks", name))) runs.add(run);
  }
  return { actions, blobs, runs, live: running || runs.size > 0 };
}

async function describe(
  key: ActionKey,
  { blobs }: CacheContents,
): Promise<ActionDescription | undefined> {
  const blob = blobs.get(key);
  return blob && await readRegularFile(blob.path).then(decodeDescription, () => undefined);
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
  const names = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return names.some(({ name }) => /^checkpoint-\d+$/.test(name));
}

/** Removes a scratch folder under its action's lock, so that it is nobody's while it goes. */
async function removeScratch(root: string, key: ActionKey, path: string): Promise<void> {
  using lock = await Lock.acquire(join(root, "locks", key), () => {}, { stop: { gone: true } });
  if (lock !== undefined) await remove(path);
}

async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw explainIo(error, "remove", path);
  }
}
