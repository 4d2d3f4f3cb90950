import { join } from "node:path";
import { decodeDescription } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import { decodeActionResult, UnboundRecord } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import { parseDigest } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { explainIo, messageOf } from "../errors.ts";
import { readHistory } from "../store/history.ts";
import { NotRegularFile, readRegularFile } from "../store/regular_file.ts";

/** All that is in a cache folder, read without changing anything. */
export interface CacheContents {
  readonly blobs: ReadonlyMap<Digest, FileInfo>;
  readonly results: ReadonlyMap<ActionKey, StoredResult>;
  /** By configuration: what its last run gave. */
  readonly runs: ReadonlyMap<string, StoredHistory>;
  /** Records of known bundles. */
  readonly code: readonly StoredRecord[];
  /** Scratch and checkpoints of actions that run or were interrupted. */
  readonly work: ReadonlyMap<ActionKey, FileInfo>;
  /** What lies in tmp/, quarantine/ and different/. */
  readonly temporary: readonly FileInfo[];
  readonly quarantined: readonly FileInfo[];
  readonly different: readonly FileInfo[];
  /** What in cas/, ac/ and work/ has no proper name, or is not the result that its name says. */
  readonly strange: readonly StrangeFile[];
  /** Results of an earlier version, which are not used. */
  readonly outdated: readonly FileInfo[];
  /** Results and descriptions that cannot be read, so that nobody knows what they need. */
  readonly unread: readonly StrangeFile[];
}

export interface FileInfo {
  readonly path: string;
  /** Of a folder, with all that is in it. */
  readonly bytes: number;
  /** Milliseconds since 1970; of a folder, the latest in it. */
  readonly changed: number;
}

export interface StrangeFile extends FileInfo {
  readonly why: string;
}

export interface StoredHistory extends FileInfo {
  readonly keys: ReadonlySet<ActionKey>;
}

export interface StoredRecord extends FileInfo {
  /** What it refers to; undefined if it cannot be read. */
  readonly blob: Digest | undefined;
}

export interface StoredResult extends FileInfo {
  readonly result: ActionResult;
  readonly description: ActionDescription | undefined;
}

export async function readContents(root: string): Promise<CacheContents> {
  const blobs = new Map<Digest, FileInfo>();
  const results = new Map<ActionKey, StoredResult>();
  const strange: StrangeFile[] = [];
  const outdated: FileInfo[] = [];
  const setAside = (file: FileInfo, why = "it is no blob, result or scratch"): void =>
    void strange.push({ ...file, why });
  const unread: StrangeFile[] = [];
  const read = async (file: FileInfo): Promise<Uint8Array | undefined> => {
    try {
      return await readRegularFile(file.path);
    } catch (error) {
      if (error instanceof NotRegularFile) throw error;
      if (!(error instanceof Deno.errors.NotFound)) {
        unread.push({ ...file, why: messageOf(error) });
      }
      return undefined;
    }
  };
  for await (const file of filesOfTwoLevels(join(root, "cas"))) {
    const digest = properName(file);
    if (digest === undefined) setAside(file);
    else blobs.set(digest, file);
  }
  for await (const file of filesOfTwoLevels(join(root, "ac"))) {
    const key = properName(file) as ActionKey | undefined; // results are named by their keys
    if (key === undefined) {
      setAside(file);
      continue;
    }
    let result: ActionResult;
    try {
      const bytes = await read(file);
      if (bytes === undefined) continue;
      result = decodeActionResult(new TextDecoder().decode(bytes), key);
    } catch (error) {
      if (error instanceof UnboundRecord) outdated.push(file);
      else setAside(file, messageOf(error));
      continue;
    }
    const blob = blobs.get(key);
    const described = blob && await read(blob).catch(() => undefined); // it is no file
    results.set(key, { ...file, result, description: described && decodeDescription(described) });
  }
  const runs = new Map<string, StoredHistory>();
  for (const file of await entriesOf(join(root, "runs"))) {
    const name = /([^/\\]+)\.json$/.exec(file.path)?.[1];
    if (name === undefined) continue;
    runs.set(name, { ...file, keys: new Set((await readHistory(file.path)).values()) });
  }
  const records = (await entriesOf(join(root, "code"))).map(async (file) => {
    const text = new TextDecoder().decode(await read(file).catch(() => undefined));
    return { ...file, blob: isDigest(text) ? parseDigest(text) : undefined };
  });
  const code = await Promise.all(records);
  const work = new Map<ActionKey, FileInfo>();
  for (const entry of await entriesOf(join(root, "work"))) {
    const key = properName(entry) as ActionKey | undefined; // folders are named by keys
    if (key === undefined) setAside(entry);
    else work.set(key, entry);
  }
  const [temporary, quarantined, different] = await Promise.all(
    ["tmp", "quarantine", "different"].map((folder) => entriesOf(join(root, folder))),
  ) as [FileInfo[], FileInfo[], FileInfo[]]; // as many as names
  return {
    blobs,
    results,
    runs,
    code,
    work,
    temporary,
    quarantined,
    different,
    strange,
    outdated,
    unread,
  };
}

/** Every blob that a result rests on or is read with: artifacts, description, code, assets. */
export function blobsOf(key: ActionKey, { result, description }: StoredResult): Digest[] {
  const artifacts = Object.values(result.outputs).map(({ digest }) => digest);
  return [key, ...artifacts, ...codeOf(description)];
}

/** Every blob that an action reads when it is executed. */
export function neededBy(key: ActionKey, description: ActionDescription | undefined): Digest[] {
  return [key, ...codeOf(description), ...Object.values(description?.inputs ?? {}).flat()];
}

function codeOf(description: ActionDescription | undefined): Digest[] {
  if (description === undefined) return [];
  return [description.code.bundle, ...Object.values(description.code.assets)];
}

function properName({ path }: FileInfo): Digest | undefined {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return isDigest(name) ? parseDigest(name) : undefined;
}

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

async function* filesOfTwoLevels(folder: string): AsyncGenerator<FileInfo> {
  for (const { name, isDirectory } of await names(folder)) {
    const path = join(folder, name);
    if (isDirectory && /^[0-9a-f]{2}$/.test(name)) yield* await entriesOf(path);
    else yield await infoOf(path);
  }
}

async function entriesOf(folder: string): Promise<FileInfo[]> {
  const found = await names(folder);
  return await Promise.all(found.map(({ name }) => infoOf(join(folder, name))));
}

/** A link counts by itself; it is never followed. */
export async function infoOf(path: string): Promise<FileInfo> {
  const info = await Deno.lstat(path).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return undefined; // it has just been removed
    throw explainIo(error, "read", path);
  });
  let bytes = info?.isFile ? info.size : 0;
  let changed = info?.mtime?.getTime() ?? 0;
  if (info?.isDirectory) {
    for (const inner of await entriesOf(path)) {
      bytes += inner.bytes;
      changed = Math.max(changed, inner.changed);
    }
  }
  return { path, bytes, changed };
}

async function names(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw explainIo(error, "read", folder);
  }
}
