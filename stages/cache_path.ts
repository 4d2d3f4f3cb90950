import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../pipeline/errors.ts";

/** The cache folder that `--cache` names, absolute; throws a UsageError if it names none. */
export function cachePath(cache: string | undefined): string {
  if (cache === undefined) return join(fileURLToPath(new URL("..", import.meta.url)), "cache");
  if (cache !== "" && !cache.includes("\uFFFD")) return resolve(cache);
  const flaw = cache === "" ? "it is empty" : "it is not UTF-8"; // Deno puts U+FFFD for other bytes
  throw new UsageError(`Cannot use --cache ${JSON.stringify(cache)}: ${flaw}; name another folder`);
}
