import { join } from "node:path";
import { UsageError } from "../pipeline/errors.ts";
import { cachePath } from "./project.ts";

/** The folder of an existing cache; throws a UsageError if there is none. */
export async function cacheFolder(cache: string | undefined): Promise<string> {
  const folder = cachePath(cache);
  const found = await Deno.stat(join(folder, "cas")).catch(() => undefined);
  if (!found?.isDirectory) throw new UsageError(`There is no cache in "${folder}"`);
  return folder;
}
