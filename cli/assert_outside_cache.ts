import { basename, dirname, join, resolve, sep } from "node:path";
import { UsageError } from "../pipeline/errors.ts";

/** Throws a UsageError if an output folder is the cache or in it, be it through links. */
export async function assertOutsideCache(out: string, cache: string): Promise<void> {
  const [real, root] = await Promise.all([realPath(out), realPath(cache)]);
  if (real !== root && !real.startsWith(root + sep)) return;
  throw new UsageError(
    `Cannot write results into "${out}": it is ${
      real === root ? "" : "in "
    }the cache folder; choose ` +
      "another folder with --out",
  );
}

/** The path without links, also of what is not there yet. */
async function realPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const found = await Deno.realPath(absolute).catch(() => undefined);
  if (found !== undefined || dirname(absolute) === absolute) return found ?? absolute;
  return join(await realPath(dirname(absolute)), basename(absolute));
}
