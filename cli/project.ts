import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../pipeline/errors.ts";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where artifacts are kept, unless `--cache` names a folder. */
export const CACHE_FOLDER = join(ROOT, "cache");

/** Where figures go, a folder a profile, unless `--out` names one. */
export const FIGURES_FOLDER = join(ROOT, "figures", "out");

/** What profiles are expected to give. */
export const EXPECTED_FOLDER = join(ROOT, "tests", "expected");

/** The cache folder that `--cache` names, absolute; throws a UsageError if it names none. */
export function cachePath(cache: string | undefined): string {
  if (cache === undefined) return CACHE_FOLDER;
  if (cache !== "" && !cache.includes("\uFFFD")) return resolve(cache);
  const flaw = cache === "" ? "it is empty" : "it is not UTF-8"; // Deno puts U+FFFD for other bytes
  throw new UsageError(`Cannot use --cache ${JSON.stringify(cache)}: ${flaw}; name another folder`);
}
