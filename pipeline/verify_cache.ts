import { basename, join } from "node:path";
import { blobsOf, readContents } from "./cache_contents.ts";
import type { FileInfo } from "./cache_contents.ts";
import { formatBytes } from "./duration.ts";
import { explainIo, messageOf } from "./errors.ts";
import { readRegularFile } from "./regular_file.ts";

export interface CacheVerification {
  /** Blobs whose bytes have the digest that they are named by. */
  readonly good: number;
  readonly bytes: number;
  /** What was moved to quarantine/, and why. */
  readonly bad: readonly { readonly name: string; readonly why: string }[];
  /**
   * Results that refer to blobs which are not there; their actions run again when they are needed. Of
   * a remote cache's results the blobs come when they are needed, so these are not counted.
   */
  readonly incomplete: number;
  /** Results of an earlier version, which are not used and were left where they are. */
  readonly outdated: number;
}

export interface VerifyCacheOptions {
  /** Files at a time. */
  readonly jobs: number;
  /** Told of every blob: bytes done, and of how many. */
  readonly progress: (done: number, total: number) => void;
}

/**
 * Hashes every blob of a cache and reads every result. What is not what its name says is moved to
 * `quarantine/`, where it is a miss and can be looked at.
 */
export async function verifyCache(
  root: string,
  { jobs, progress }: VerifyCacheOptions,
): Promise<CacheVerification> {
  const contents = await readContents(root);
  const bad: { name: string; why: string }[] = [];
  const setAside = async ({ path }: FileInfo, why: string): Promise<void> => {
    bad.push({ name: basename(path), why });
    await quarantine(root, path);
  };
  const open = [...contents.blobs];
  const total = open.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const good = new Set<string>();
  let bytes = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [digest, blob] = next;
      const why = await flawOf(digest, blob.path);
      if (why === undefined) {
        good.add(digest);
        bytes += blob.bytes;
      } else if (why !== "gone") {
        await setAside(blob, why);
      }
      done += blob.bytes;
      progress(done, total);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  for (const file of contents.strange) await setAside(file, file.why);
  const complete = [...contents.results].filter(([key, stored]) =>
    stored.result.from?.kind === "remote" ||
    blobsOf(key, stored).every((digest) => good.has(digest))
  );
  const incomplete = contents.results.size - complete.length;
  return { good: good.size, bytes, bad, incomplete, outdated: contents.outdated.length };
}

/** The outcome for people. */
export function* verificationLines(found: CacheVerification): Generator<string> {
  for (const { name, why } of found.bad) yield `bad     ${name}: ${why}; moved to quarantine/`;
  if (found.incomplete > 0) {
    yield `${found.incomplete} results lack files; their actions will run again when needed`;
  }
  if (found.outdated > 0) {
    yield `${found.outdated} results are of an earlier version, which did not say whose they are; their ` +
      `actions will run again when needed`;
  }
  yield `${found.good} blobs are good (${
    formatBytes(found.bytes)
  }), ${found.bad.length} files are bad`;
}

/** What is wrong with a blob; "gone" if gc was faster. Web Crypto hashes on threads of its own. */
async function flawOf(digest: string, path: string): Promise<string | undefined> {
  try {
    const hash = await crypto.subtle.digest("SHA-256", await readRegularFile(path));
    const found = new Uint8Array(hash).toHex();
    return found === digest ? undefined : `its digest is ${found}`;
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? "gone" : messageOf(error);
  }
}

async function quarantine(root: string, path: string): Promise<void> {
  const folder = join(root, "quarantine");
  const aside = join(folder, basename(path));
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(aside, { recursive: true }).catch(() => {}); // of an earlier time
    await Deno.rename(path, aside);
  } catch (error) {
    throw explainIo(error, "move to the quarantine", path);
  }
}
