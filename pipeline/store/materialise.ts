import { Buffer } from "node:buffer";
import { dirname, join } from "node:path";
import type { Digest } from "../digest.ts";
import { EnvironmentError, explainIo } from "../errors.ts";
import { readRegularFile } from "./regular_file.ts";
import type { Store } from "./store.ts";

/**
 * Makes a file in an output folder what it should be: one that was edited or deleted is repaired, one
 * that is right is left alone. The file appears whole or not at all.
 */
export async function materialise(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const found = await readRegularFile(path).catch(() => undefined);
    if (found !== undefined && Buffer.compare(found, bytes) === 0) return;
    await Deno.mkdir(dirname(path), { recursive: true });
    const temporary = join(dirname(path), `.${crypto.randomUUID()}`);
    try {
      await Deno.writeFile(temporary, bytes, { createNew: true });
      await Deno.rename(temporary, path);
    } catch (error) {
      await Deno.remove(temporary).catch(() => {}); // it may not have come to be
      throw error;
    }
  } catch (error) {
    throw explainIo(error, "write", path);
  }
}

/** The bytes of an artifact that the run has just seen in the store. */
export async function artifactBytes(
  store: Store,
  digest: Digest,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await store.readBlob(digest);
  if (bytes === undefined) {
    throw new EnvironmentError(`Artifact ${digest} is missing or damaged; run the command again`);
  }
  return bytes;
}
