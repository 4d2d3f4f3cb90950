import { importPublication } from "../pipeline/import_publication.ts";
import { readTrustedKeys } from "../pipeline/remote/key_file.ts";
import { Store } from "../pipeline/store.ts";
import { cachePath } from "./cache_path.ts";

/** What to import, as the command line says it. */
export interface ImportRequest {
  /** A folder that `publish` wrote. */
  readonly folder: string;
  readonly cache?: string | undefined;
  /** File of public keys, or the keys: only what one of them signed is taken. */
  readonly trustedKeys?: string | undefined;
  readonly warn: (message: string) => void;
}

/** Takes published results into a cache, after checking every digest; says in a line what it took. */
export async function importResults(
  { folder, cache, trustedKeys, warn }: ImportRequest,
): Promise<string> {
  const root = cachePath(cache);
  const trusted = trustedKeys === undefined ? undefined : await readTrustedKeys(trustedKeys);
  const store = await Store.open(root, warn);
  const { name, actions } = await importPublication(folder, store, trusted);
  const signatures = trusted === undefined ? "" : " and signature";
  return `${actions.length} results of "${name}" are in ${root}, every digest${signatures} checked`;
}
