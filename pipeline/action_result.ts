import type { ActionDescription } from "./action_key.ts";
import { decodeAdoption } from "./adoption.ts";
import type { Adoption } from "./adoption.ts";
import { canonicalJson } from "./canonical.ts";
import type { Json } from "./canonical.ts";
import { digestOf, parseDigest, shorten } from "./digest.ts";
import type { ActionKey, Digest } from "./digest.ts";
import { messageOf } from "./errors.ts";
import { decodeOrigin } from "./origin.ts";
import type { Origin } from "./origin.ts";

/** What an action gave: its artifacts by output name, and when it ran. */
export interface ActionResult {
  readonly outputs: Readonly<Record<string, Artifact>>;
  /** Times of the execution, ISO 8601 in UTC. */
  readonly started: string;
  readonly completed: string;
  /** Absent if an execution here gave it. */
  readonly from?: Origin;
  /** Present if earlier code gave it. */
  readonly adopted?: Adoption;
  /** Of somebody who made or vouches for it (store/signature.ts): an output file of its own. */
  readonly signature?: Signature;
}

export interface Signature {
  readonly digest: Digest;
  /** "name:base64"; absent if it has not been fetched. */
  readonly text?: string;
}

export interface Artifact {
  readonly digest: Digest;
  readonly bytes: number;
  readonly format: string;
}

/** The path of the signature among the output files; no output has an empty name. */
const SIGNATURE = ".signature";

/** Bytes of an artifact at most: no action has so much memory. */
const LARGEST_ARTIFACT = 2 ** 31;

/** A record of before records said which action's they are. */
export class UnboundRecord extends Error {
  override readonly name = "UnboundRecord";
}

/** Seconds that the execution took. */
export function secondsOf(result: ActionResult): number {
  return (Date.parse(result.completed) - Date.parse(result.started)) / 1000;
}

/** Outputs as they are signed and summed: sorted, and without what else may be known of them. */
export function sortedOutputs(outputs: ActionResult["outputs"]) {
  return Object.entries(outputs)
    .map(([name, { format, digest, bytes }]) => ({ name, format, digest, bytes }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
}

/** What ties a result to its action: a digest of its key, outputs, times, origin and adoption. */
export function checksumOf(
  key: ActionKey,
  { outputs, started, completed, from, adopted }: Omit<ActionResult, "signature">,
): Digest {
  return digestOf(canonicalJson({
    action: key,
    outputs: sortedOutputs(outputs),
    started: timestamp(started),
    completed: timestamp(completed),
    from,
    adopted,
  }));
}

/**
 * Writes a result as the Remote Execution API's ActionResult in proto3 JSON, so that a Bazel cache
 * can hold it. An output "weights" in format npy is the output file "weights.npy". What binds it to its
 * action is in its standard output, which no cache changes.
 */
export function encodeActionResult(key: ActionKey, result: ActionResult): string {
  const text = result.signature?.text;
  const { from, adopted } = result;
  const binding = { action: key, checksum: checksumOf(key, result), from, adopted };
  return canonicalJson({
    outputFiles: [
      ...sortedOutputs(result.outputs).map(({ name, format, digest, bytes }) => ({
        path: `${name}.${format}`,
        digest: { hash: digest, sizeBytes: String(bytes) },
      })),
      ...(text === undefined ? [] : [signatureFile(text)]),
    ],
    stdoutRaw: new TextEncoder().encode(canonicalJson(binding)).toBase64(),
    executionMetadata: {
      executionStartTimestamp: result.started,
      executionCompletedTimestamp: result.completed,
    },
  });
}

/** A signature is given with its bytes, so that it need not be fetched. */
function signatureFile(text: string): Json {
  const bytes = new TextEncoder().encode(text);
  return {
    path: SIGNATURE,
    digest: { hash: digestOf(bytes), sizeBytes: String(bytes.length) },
    contents: bytes.toBase64(),
  };
}

/** The signature as a field of a result. */
export function signedBy(text: string): { readonly signature: Signature } {
  return { signature: { digest: digestOf(text), text } };
}

/**
 * Reads the result of an action; fields that we do not know are passed over. Anything malformed, another
 * action's result or a changed one throws, one that says of no action an UnboundRecord.
 */
export function decodeActionResult(text: string, key: ActionKey): ActionResult {
  const root = record(JSON.parse(text), "the result");
  const metadata = record(root["executionMetadata"], "executionMetadata");
  if (!Array.isArray(root["outputFiles"])) throw new Error("outputFiles is not a list");
  if (root["exitCode"] !== undefined && root["exitCode"] !== 0) {
    throw new Error("exitCode is not 0");
  }
  const outputs: Record<string, Artifact> = {};
  let signature: Signature | undefined;
  for (const entry of root["outputFiles"]) {
    const { path, digest, contents } = record(entry, "an output file");
    if (path === SIGNATURE) {
      signature = decodeSignature(record(digest, "the digest of the signature"), contents);
      continue;
    }
    const match = typeof path === "string" && /^([\w-]+)\.([a-z]+)$/.exec(path);
    if (!match) throw new Error(`Output path is ${JSON.stringify(path)}, expected name.format`);
    const { hash, sizeBytes } = record(digest, `the digest of "${path}"`);
    const bytes = Number(sizeBytes ?? 0); // proto3 leaves a zero out
    if (!Number.isSafeInteger(bytes) || bytes < 0) {
      throw new Error(`Size of "${path}" is ${sizeBytes}`);
    }
    outputs[match[1]!] = { digest: parseDigest(hash), bytes, format: match[2]! };
  }
  const { action, checksum, from, adopted } = decodeBinding(root["stdoutRaw"]);
  if (action !== key) throw new Error(`it is the result of another action, ${shorten(action)}`);
  const result: ActionResult = {
    outputs,
    started: timestamp(metadata["executionStartTimestamp"]),
    completed: timestamp(metadata["executionCompletedTimestamp"]),
    ...(from === undefined ? {} : { from: decodeOrigin(from) }),
    ...(adopted === undefined ? {} : { adopted: decodeAdoption(adopted) }),
  };
  if (checksumOf(key, result) !== checksum) throw new Error("its checksum is another");
  return signature === undefined ? result : { ...result, signature };
}

interface Binding {
  readonly action: Digest;
  readonly checksum: Digest;
  /** Not checked yet. */
  readonly from: unknown;
  readonly adopted: unknown;
}

function decodeBinding(stdout: unknown): Binding {
  if (stdout === undefined) {
    throw new UnboundRecord("it is of an earlier version, which did not say whose result it is");
  }
  try {
    const text = new TextDecoder().decode(Uint8Array.fromBase64(String(stdout)));
    const { action, checksum, from, adopted } = record(JSON.parse(text), "it");
    return { action: parseDigest(action), checksum: parseDigest(checksum), from, adopted };
  } catch (error) {
    throw new Error(`stdoutRaw does not bind it to an action: ${messageOf(error)}`);
  }
}

function decodeSignature({ hash }: Record<string, unknown>, contents: unknown): Signature {
  const digest = parseDigest(hash);
  if (typeof contents !== "string") return { digest };
  const bytes = Uint8Array.fromBase64(contents);
  return digestOf(bytes) === digest
    ? { digest, text: new TextDecoder().decode(bytes) }
    : { digest };
}

/** Why what somebody else made cannot be the result of an action: its outputs are others. */
export function outputFlaw(
  result: ActionResult,
  { outputs }: ActionDescription,
): string | undefined {
  const other = Object.keys(result.outputs).find((name) => outputs[name] === undefined);
  if (other !== undefined) return `it has an output "${other}"`;
  for (const [name, format] of Object.entries(outputs)) {
    const output = result.outputs[name];
    if (output?.format !== format) return `it lacks "${name}.${format}"`;
    if (output.bytes > LARGEST_ARTIFACT) return `"${name}" is said to have ${output.bytes} bytes`;
  }
  return undefined;
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Error(`${what} is not an object`);
  return value as Record<string, unknown>; // checked in the line above
}

function timestamp(value: unknown): string {
  if (typeof value !== "string" || Number.isNaN(Date.parse(value))) {
    throw new Error(`Time is ${JSON.stringify(value)}, expected ISO 8601`);
  }
  return new Date(value).toISOString(); // a server may write it in another of its forms
}
