import { importPublication } from "../pipeline/publish/import_publication.ts";
import { readTrustedKeys } from "../pipeline/remote/key_file.ts";
import { Store } from "../pipeline/store/store.ts";
import { cachePath } from "./project.ts";

/** What to import, as the command line says it. */
export interface ImportRequest {
  /** A folder that `publish` wrote. */
  readonly folder: string;
  readonly cache?: string | undefined;
  /** File of public keys, or the keys: only what one of them signed is taken. */
  readonly trustedKeys?: string | undefined;
  readonly warn: (message: string) => void;
}

export interface ImportOutcome {
  readonly lines: readonly string[];
  /** Whether no result of the folder differs from one that is here. */
  readonly same: boolean;
}

/** Takes published results into a cache, after checking every file; says what it took, and whom that trusts. */
export async function importResults(
  { folder, cache, trustedKeys, warn }: ImportRequest,
): Promise<ImportOutcome> {
  const root = cachePath(cache);
  const trusted = trustedKeys === undefined ? undefined : await readTrustedKeys(trustedKeys);
  const store = await Store.open(root, warn);
  const { publication, differing } = await importPublication(folder, store, trusted);
  const { name, actions } = publication;
  const signatures = trusted === undefined ? "" : " and signature";
  const lines = differing.map((action) => `differs ${action}: the result that is here stays`);
  if (differing.length > 0) {
    lines.push(
      `${differing.length} of ${actions.length} results differ from those that are here; ` +
        `"deno task verify --only ${differing[0]}" makes one again`,
    );
  }
  lines.push(
    `${actions.length - differing.length} results of "${name}" are in ${root}, every digest` +
      `${signatures} checked`,
  );
  if (trusted === undefined) {
    lines.push(`No signature was checked: you trust whoever wrote "${folder}" (--trusted-keys)`);
  }
  return { lines, same: differing.length === 0 };
}
