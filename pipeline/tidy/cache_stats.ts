import { formatBytes } from "../amount.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { blobsOf, readContents } from "./cache_contents.ts";
import type { CacheContents, FileInfo, StoredResult } from "./cache_contents.ts";

export interface CacheStats {
  /** By stage, the largest first. */
  readonly stages: readonly Share[];
  /** By configuration: what its last run gave. Configurations share artifacts, so these overlap. */
  readonly profiles: readonly Share[];
  /** Blobs that no result refers to. */
  readonly unreferenced: Share;
  /** Bundles, assets and descriptions of actions. */
  readonly code: Share;
  /** Scratch and checkpoints of actions that run or were interrupted. */
  readonly work: Share;
  /** Temporary and strange files. */
  readonly stray: Share;
  /** Put aside by `cache verify` and `verify`. */
  readonly kept: Share;
  /** All files. */
  readonly total: Share;
}

export interface Share {
  readonly name: string;
  /** Results, or files. */
  readonly count: number;
  readonly bytes: number;
}

/** Reports what takes up how much space in a cache. */
export async function cacheStats(root: string): Promise<CacheStats> {
  const contents = await readContents(root);
  const { blobs, results, runs, work, temporary, quarantined, different } = contents;
  const strange = [...contents.strange, ...contents.outdated];
  const byStage = new Map<string, Map<ActionKey, StoredResult>>();
  for (const [key, stored] of results) {
    const stage = stored.description?.stage ?? "unknown";
    byStage.set(stage, (byStage.get(stage) ?? new Map()).set(key, stored));
  }
  const byRun = [...runs].map(([name, { keys }]) => {
    const known = [...results].filter(([key]) => keys.has(key));
    return shareOf(name, new Map(known), contents);
  });
  const artifacts = artifactsOf(results);
  const referenced = new Set([...results].flatMap(([key, stored]) => blobsOf(key, stored)));
  const all: FileInfo[] = [...[blobs, results, work].flatMap((files) => [...files.values()])];
  all.push(...temporary, ...strange, ...quarantined, ...different);
  return {
    stages: largestFirst([...byStage].map(([name, own]) => shareOf(name, own, contents))),
    profiles: largestFirst(byRun),
    code: filesOf(
      "code and descriptions of actions",
      [...blobs].filter(([digest]) => referenced.has(digest) && !artifacts.has(digest))
        .map(([, blob]) => blob),
    ),
    unreferenced: filesOf(
      "no longer referred to",
      [...blobs].filter(([digest]) => !referenced.has(digest)).map(([, blob]) => blob),
    ),
    work: filesOf("running or interrupted", [...work.values()]),
    stray: filesOf("temporary", [...temporary, ...strange]),
    kept: filesOf("damaged or differing", [...quarantined, ...different]),
    total: filesOf("all", all),
  };
}

/** The table for people. */
export function* statsLines(stats: CacheStats): Generator<string> {
  const line = ({ name, count, bytes }: Share): string =>
    `${formatBytes(bytes).padStart(9)}  ${String(count).padStart(6)}  ${name}`;
  yield "     size  results  by stage";
  for (const share of stats.stages) yield line(share);
  yield "     size  results  by profile (artifacts may be shared)";
  for (const share of stats.profiles) yield line(share);
  yield "     size    files  by use";
  const { code, unreferenced, work, stray, kept, total } = stats;
  for (const share of [code, unreferenced, work, stray, kept, total]) yield line(share);
}

/** Results with their artifacts, each artifact counted once. */
function shareOf(
  name: string,
  results: ReadonlyMap<ActionKey, StoredResult>,
  { blobs }: CacheContents,
): Share {
  const digests = artifactsOf(results);
  let bytes = 0;
  for (const digest of digests) bytes += blobs.get(digest)?.bytes ?? 0;
  for (const stored of results.values()) bytes += stored.bytes;
  return { name, count: results.size, bytes };
}

function artifactsOf(results: ReadonlyMap<ActionKey, StoredResult>): Set<Digest> {
  const outputs = [...results.values()].flatMap(({ result }) => Object.values(result.outputs));
  return new Set(outputs.map(({ digest }) => digest));
}

function filesOf(name: string, files: readonly FileInfo[]): Share {
  return { name, count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function largestFirst(shares: readonly Share[]): Share[] {
  return shares.toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}
