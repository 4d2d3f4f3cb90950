import { join } from "node:path";
import { actionKey } from "./action_key.ts";
import { signedBy } from "./action_result.ts";
import type { ActionResult } from "./action_result.ts";
import { canonicalJson } from "./canonical.ts";
import { digestOf, digestOfFile, shorten } from "./digest.ts";
import type { Digest } from "./digest.ts";
import { messageOf, UsageError } from "./errors.ts";
import { History } from "./history.ts";
import { decodePublication, RECORDS } from "./publication.ts";
import type { Publication, PublishedAction } from "./publication.ts";
import { readRegularFile } from "./regular_file.ts";
import { signerOf } from "./remote/signature.ts";
import type { TrustedKeys } from "./remote/signature.ts";
import type { Store } from "./store.ts";

/**
 * Puts what a published folder holds into a cache, under the keys that it was made under. Every
 * digest, and every signature if keys are given, is checked first: if one is wrong, the cache is left
 * as it was and a UsageError lists the files.
 */
export async function importPublication(
  folder: string,
  store: Store,
  trusted?: TrustedKeys,
): Promise<Publication> {
  const publication = decodePublication(await readRecords(folder));
  const files = filesOf(publication);
  const problems: string[] = [];
  const unsigned = trusted === undefined ? [] : await unsignedBy(trusted, publication);
  if (unsigned.length > 0) {
    const { length } = publication.actions;
    problems.push(
      `${unsigned.length} of ${length} results are not signed by a trusted key, e.g. "${
        unsigned[0]
      }"`,
    );
  }
  for (const [path, digest] of files) {
    try {
      const found = (await digestOfFile(join(folder, path))).digest;
      if (found !== digest) {
        problems.push(`"${path}": digest is ${shorten(found)}, expected ${shorten(digest)}`);
      }
    } catch (error) {
      problems.push(`"${path}": ${messageOf(error)}`);
    }
  }
  if (problems.length > 0) {
    throw new UsageError(`Cannot import "${folder}", nothing was taken: ${problems.join("; ")}`);
  }
  for (const [path, digest] of files) {
    const bytes = await readRegularFile(join(folder, path));
    if (digestOf(bytes) !== digest) throw new UsageError(`"${path}" changed during the import`);
    await store.putBytes(bytes);
  }
  const history = await History.open(store, publication.name);
  for (const action of publication.actions) {
    const { name, key, description } = action;
    await store.putBytes(actionKey(description).bytes);
    const result = resultOf(action, folder);
    const own = await store.readResult(key);
    const same = canonicalJson(own?.outputs ?? {}) === canonicalJson(result.outputs);
    if (!same || own?.from !== undefined) await store.writeResult(key, result);
    history.note(name, key);
  }
  await history.save();
  return publication;
}

async function readRecords(folder: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(join(folder, RECORDS));
  } catch (error) {
    throw new UsageError(
      `Cannot import "${folder}": ${messageOf(error)}; expected a folder that "publish" wrote`,
    );
  }
}

async function unsignedBy(trusted: TrustedKeys, { actions }: Publication): Promise<string[]> {
  const names: string[] = [];
  for (const action of actions) {
    if (await signerOf(action.key, resultOf(action, ""), trusted) === undefined) {
      names.push(action.name);
    }
  }
  return names;
}

function resultOf(
  { outputs, started, completed, signature }: PublishedAction,
  folder: string,
): ActionResult {
  const artifacts = Object.entries(outputs)
    .map(([output, { digest, bytes, format }]) => [output, { digest, bytes, format }]);
  return {
    outputs: Object.fromEntries(artifacts),
    started,
    completed,
    from: { kind: "import", place: folder },
    ...(signature === undefined ? {} : signedBy(signature)),
  };
}

/** Path -> digest of all that goes into the cache. */
function filesOf({ actions }: Publication): Map<string, Digest> {
  const files = new Map<string, Digest>();
  for (const { code, description, outputs } of actions) {
    files.set(code, description.code.bundle);
    for (const { path, digest } of Object.values(outputs)) files.set(path, digest);
  }
  return files;
}
