import { join } from "node:path";
import { actionKey } from "../action_key.ts";
import { decodeActionResult, encodeActionResult, outputFlaw, signedBy } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import { counted } from "../amount.ts";
import { canonicalJson } from "../canonical.ts";
import { digestOf, digestOfFile, shorten } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { messageOf, UsageError } from "../errors.ts";
import { History } from "../store/history.ts";
import { regularFile } from "../store/regular_file.ts";
import { signerOf } from "../store/signature.ts";
import type { TrustedKeys } from "../store/signature.ts";
import type { Store } from "../store/store.ts";
import { decodePublication, RECORDS } from "./publication.ts";
import type { Publication, PublishedAction } from "./publication.ts";

export interface Imported {
  readonly publication: Publication;
  /** Actions whose result here differs from the folder's; ours stays. */
  readonly differing: readonly string[];
}

/** Bytes of the records at most, and of a code file, whose size they do not say. */
const LARGEST_RECORDS = 2 ** 28;
const LARGEST_CODE = 2 ** 26;

/** Problems that are listed one by one, at most. */
const TOLD = 5;

/** A result as it goes into the cache. */
interface Candidate {
  readonly action: PublishedAction;
  readonly result: ActionResult;
}

/**
 * Puts what a published folder holds into a cache, under the keys that it was made under. Kind, size
 * and digest of every file, and every signature if keys are given, are checked first: if one is wrong,
 * the cache is left as it was and a UsageError says what.
 *
 * Nothing that is here is replaced, but for results from elsewhere that none of the given keys signed.
 */
export async function importPublication(
  folder: string,
  store: Store,
  trusted?: TrustedKeys,
): Promise<Imported> {
  const publication = decodePublication(await readRecords(folder));
  const history = await History.open(store, publication.name);
  const candidates = await Promise.all(publication.actions.map(async (action) => {
    const signer = trusted && await signerOf(action.key, resultOf(action, folder), trusted);
    return { action, result: resultOf(action, folder, signer) };
  }));
  const problems = [
    ...trusted === undefined ? [] : unsignedOf(candidates),
    ...flawsOf(candidates),
    ...await wrongFiles(folder, publication.actions),
  ];
  if (problems.length > 0) {
    const rest = problems.length > TOLD ? ` and ${problems.length - TOLD} more` : "";
    throw new UsageError(
      `Cannot import "${folder}", nothing was taken: ${problems.slice(0, TOLD).join("; ")}${rest}`,
    );
  }

  const differing: string[] = [];
  const chosen: PublishedAction[] = [];
  const taken: Candidate[] = [];
  for (const candidate of candidates) {
    const { action, result } = candidate;
    const here = await store.readResult(action.key);
    const stays = here !== undefined && (here.from === undefined || trusted === undefined ||
      await signerOf(action.key, here, trusted) !== undefined);
    const same = canonicalJson(here?.outputs ?? {}) === canonicalJson(result.outputs);
    if (!stays) taken.push(candidate);
    if (!stays || same) chosen.push(action); // files of a result that stays may be gone
    else differing.push(action.name);
  }
  for (const [path, { digest }] of new Map(chosen.flatMap(filesOf))) {
    const bytes = await Deno.readFile(join(folder, path)); // a regular file of the right size
    if (digestOf(bytes) !== digest) throw new UsageError(`"${path}" changed during the import`);
    await store.putBytes(bytes);
  }
  for (const { action: { key, description }, result } of taken) {
    await store.putBytes(actionKey(description).bytes);
    await store.writeResult(key, result);
  }
  for (const { name, key } of publication.actions) history.note(name, key);
  await history.save();
  return { publication, differing };
}

async function readRecords(folder: string): Promise<Uint8Array> {
  const path = join(folder, RECORDS);
  try {
    const flaw = await sizeFlaw(path, LARGEST_RECORDS);
    if (flaw !== undefined) throw new Error(`"${RECORDS}": ${flaw}`);
    return await Deno.readFile(path);
  } catch (error) {
    throw new UsageError(
      `Cannot import "${folder}": ${messageOf(error)}; expected a folder that "publish" wrote`,
    );
  }
}

function resultOf(
  { outputs, started, completed, adopted, signature }: PublishedAction,
  folder: string,
  signer?: string,
): ActionResult {
  const artifacts = Object.entries(outputs)
    .map(([output, { digest, bytes, format }]) => [output, { digest, bytes, format }]);
  return {
    outputs: Object.fromEntries(artifacts),
    started,
    completed,
    from: { kind: "import", place: folder, ...(signer === undefined ? {} : { signedBy: signer }) },
    ...(adopted === undefined ? {} : { adopted }),
    ...(signature === undefined ? {} : signedBy(signature)),
  };
}

function unsignedOf(candidates: readonly Candidate[]): string[] {
  const unsigned = candidates.filter(({ result }) => result.from?.signedBy === undefined);
  if (unsigned.length === 0) return [];
  return [
    `${unsigned.length} of ${
      counted(candidates.length, "result")
    } not signed by a trusted key, e.g. ` +
    `"${unsigned[0]!.action.name}"`,
  ];
}

/** What is wrong with results by themselves: no action's, not to be written, or two for one key. */
function flawsOf(candidates: readonly Candidate[]): string[] {
  const records = new Map<ActionKey, string>();
  return candidates.flatMap(({ action: { name, key, description }, result }) => {
    const record = encodeActionResult(key, result);
    const other = (records.get(key) ?? record) !== record;
    records.set(key, record);
    const flaw = other ? "it has another result, too" : outputFlaw(result, description);
    if (flaw !== undefined) return [`"${name}": ${flaw}`];
    try {
      decodeActionResult(record, key); // as the cache will
      return [];
    } catch (error) {
      return [`"${name}": ${messageOf(error)}`];
    }
  });
}

interface ExpectedFile {
  readonly digest: Digest;
  /** Absent for code, whose size the records do not say. */
  readonly bytes?: number;
}

/** The files of an action that go into the cache, by path. */
function filesOf({ code, description, outputs }: PublishedAction): [string, ExpectedFile][] {
  return [
    [code, { digest: description.code.bundle }],
    ...Object.values(outputs).map(({ path, digest, bytes }): [string, ExpectedFile] => [
      path,
      { digest, bytes },
    ]),
  ];
}

async function wrongFiles(folder: string, actions: readonly PublishedAction[]): Promise<string[]> {
  const problems: string[] = [];
  const checked = new Map<string, Digest>();
  for (const [path, file] of actions.flatMap(filesOf)) {
    if (checked.get(path) === file.digest) continue;
    checked.set(path, file.digest);
    const flaw = await fileFlaw(join(folder, path), file);
    if (flaw !== undefined) problems.push(`"${path}": ${flaw}`);
  }
  return problems;
}

async function fileFlaw(
  path: string,
  { digest, bytes }: ExpectedFile,
): Promise<string | undefined> {
  try {
    const flaw = await sizeFlaw(path, bytes ?? LARGEST_CODE, bytes);
    if (flaw !== undefined) return flaw;
    const found = (await digestOfFile(path)).digest;
    return found === digest
      ? undefined
      : `digest is ${shorten(found)}, expected ${shorten(digest)}`;
  } catch (error) {
    return messageOf(error);
  }
}

/** Looks at kind and size before anything is read: a pipe or a device may have no end. */
async function sizeFlaw(
  path: string,
  most: number,
  expected?: number,
): Promise<string | undefined> {
  const { size } = await regularFile(path);
  if (expected !== undefined && size !== expected) {
    return `it has ${counted(size, "byte")}, expected ${expected}`;
  }
  return size > most ? `it has ${counted(size, "byte")}, expected at most ${most}` : undefined;
}
