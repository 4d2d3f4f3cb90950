import { basename, join } from "node:path";
import { counted, formatBytes } from "../amount.ts";
import { explainIo, messageOf } from "../errors.ts";
import { NotRegularFile, readRegularFile } from "../store/regular_file.ts";
import { blobsOf, readContents } from "./cache_contents.ts";
import type { FileInfo } from "./cache_contents.ts";

export interface CacheVerification {
  /** Blobs whose bytes have the digest that they are named by. */
  readonly good: number;
  readonly bytes: number;
  /** What was moved to quarantine/, and why. */
  readonly bad: readonly Flaw[];
  /** What cannot be read, and so was left where it is. */
  readonly unread: readonly Flaw[];
  /**
   * Results that refer to blobs which are not there; their actions run again when they are needed. Of
   * a remote cache's results the blobs come when they are needed, so these are not counted.
   */
  readonly incomplete: number;
  /** Results of an earlier version, which are not used and were left where they are. */
  readonly outdated: number;
}

interface Flaw {
  readonly name: string;
  readonly why: string;
}

export interface VerifyCacheOptions {
  /** Files at a time. */
  readonly jobs: number;
  /** Called after every blob: bytes done, and of how many. */
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
  const bad: Flaw[] = [];
  const unread = contents.unread.map(({ path, why }): Flaw => ({ name: basename(path), why }));
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
      const found = await examine(digest, blob.path);
      if (found.kind === "good") {
        good.add(digest);
        bytes += blob.bytes;
      }
      if (found.kind === "bad") await setAside(blob, found.why);
      if (found.kind === "unread") unread.push({ name: digest, why: found.why });
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
  return { good: good.size, bytes, bad, unread, incomplete, outdated: contents.outdated.length };
}

/** The outcome for people. */
export function* verificationLines(found: CacheVerification): Generator<string> {
  for (const { name, why } of found.bad) yield `bad     ${name}: ${why}; moved to quarantine/`;
  for (const { name, why } of found.unread) yield `unread  ${name}: ${why}; left where it is`;
  if (found.incomplete > 0) {
    yield `${
      counted(found.incomplete, "result lacks", "results lack")
    } files; what gave it will run again when needed`;
  }
  if (found.outdated > 0) {
    yield `${
      counted(found.outdated, "result is", "results are")
    } of an earlier version, which did ` +
      `not say whose; what gave it will run again when needed`;
  }
  yield `${counted(found.good, "blob is", "blobs are")} good (${formatBytes(found.bytes)}), ${
    counted(found.bad.length, "file is", "files are")
  } bad`;
}

type Finding =
  | { readonly kind: "good" | "gone" }
  | { readonly kind: "bad" | "unread"; readonly why: string };

/** What is wrong with a blob; gone if gc was faster. Web Crypto hashes on threads of its own. */
async function examine(digest: string, path: string): Promise<Finding> {
  try {
    const hash = await crypto.subtle.digest("SHA-256", await readRegularFile(path));
    const found = new Uint8Array(hash).toHex();
    return found === digest ? { kind: "good" } : { kind: "bad", why: `its digest is ${found}` };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "gone" };
    return { kind: error instanceof NotRegularFile ? "bad" : "unread", why: messageOf(error) };
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
