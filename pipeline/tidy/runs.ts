import { join } from "node:path";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { heldRuns } from "../store/hold.ts";
import { CacheLayout } from "../store/layout.ts";
import { readRegularText } from "../store/regular_file.ts";
import { blobsOf, readContents } from "./cache_contents.ts";
import type { CacheContents } from "./cache_contents.ts";
import { isNamed } from "./named.ts";

/** What was run under one configuration. */
export interface Run {
  /** "quick", "quick+1a2b3c4d" */
  readonly name: string;
  /** What was typed to choose it, if that is known: "--profile quick --set learningRate=0.002". */
  readonly words?: string;
  /** Results that it gave last and that are in the cache, and that are not. */
  readonly results: number;
  readonly gone: number;
  /** Of its results with all their files; runs share files. */
  readonly bytes: number;
  /** Of these, what no other run has that gc keeps: what may go once this one is forgotten. */
  readonly own: number;
  /** When it last gave something new, ISO 8601 in UTC. */
  readonly changed: string;
  /** Whether gc keeps what it gave: a named profile's, not an experiment's. */
  readonly kept: boolean;
}

/** Names of all runs that a cache knows of. */
export async function runNames(root: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(root, "runs"))).catch(() => []); // none yet
  return entries.flatMap(({ name }) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
}

/** All runs that a cache knows of, the latest first. */
export async function listRuns(root: string): Promise<Run[]> {
  const contents = await readContents(root);
  const layout = new CacheLayout(root);
  const runs = [...contents.runs].map(async ([name, { keys, changed }]): Promise<Run> => {
    const words = await readRegularText(layout.runWordsPath(name)).catch(() => undefined);
    const present = [...keys].filter((key) => contents.results.has(key));
    return {
      name,
      ...words === undefined ? {} : { words: words.trim() },
      results: present.length,
      gone: keys.size - present.length,
      bytes: sizeOf(filesOf([name], contents)),
      own: sizeOf(ownFiles(name, contents)),
      changed: new Date(changed).toISOString(),
      kept: isNamed(name),
    };
  });
  return (await Promise.all(runs)).sort((a, b) => a.changed < b.changed ? 1 : -1);
}

/**
 * Forgets what a run gave, so that gc need not keep it; files stay until gc takes them. Throws a
 * UsageError if there is no such run, or if it goes on. Returns the bytes that gc may now take.
 */
export async function forgetRun(root: string, name: string): Promise<number> {
  const contents = await readContents(root);
  if (!contents.runs.has(name)) {
    const near = didYouMean(name, contents.runs.keys());
    throw new UsageError(`Cannot forget "${name}": this cache knows of no such run${near}`);
  }
  if ((await heldRuns(root)).has(name)) {
    throw new UsageError(`Cannot forget "${name}": it is running; stop it first`);
  }
  const layout = new CacheLayout(root);
  await Deno.remove(layout.runPath(name));
  await Deno.remove(layout.runWordsPath(name)).catch(() => {}); // an earlier version wrote none
  return sizeOf(ownFiles(name, contents));
}

/** Files of some runs' results, by path. */
function filesOf(names: readonly string[], contents: CacheContents): Map<string, number> {
  const files = new Map<string, number>();
  for (const key of names.flatMap((name) => [...contents.runs.get(name)!.keys])) { // of `runs`
    const stored = contents.results.get(key);
    if (stored === undefined) continue;
    files.set(stored.path, stored.bytes);
    for (const digest of blobsOf(key, stored)) {
      const blob = contents.blobs.get(digest);
      if (blob !== undefined) files.set(blob.path, blob.bytes);
    }
  }
  return files;
}

function ownFiles(name: string, contents: CacheContents): Map<string, number> {
  const others = [...contents.runs.keys()].filter((other) => other !== name && isNamed(other));
  const kept = filesOf(others, contents);
  return new Map([...filesOf([name], contents)].filter(([path]) => !kept.has(path)));
}

function sizeOf(files: ReadonlyMap<string, number>): number {
  return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}
