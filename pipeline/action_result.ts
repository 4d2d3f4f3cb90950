import { canonicalJson } from "./canonical.ts";
import type { Json } from "./canonical.ts";
import { digestOf, parseDigest } from "./digest.ts";
import type { Digest } from "./digest.ts";

/** What an action gave: its artifacts by output name, and when it ran. */
export interface ActionResult {
  readonly outputs: Readonly<Record<string, Artifact>>;
  /** Times of the execution, ISO 8601 in UTC. */
  readonly started: string;
  readonly completed: string;
  /** How it came into this cache; absent if an execution here gave it. */
  readonly from?: "remote" | "import";
  /** Of somebody who made or vouches for it (remote/signature.ts): an output file of its own. */
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

/** Seconds that the execution took. */
export function secondsOf(result: ActionResult): number {
  return (Date.parse(result.completed) - Date.parse(result.started)) / 1000;
}

/**
 * Writes a result as the Remote Execution API's ActionResult in proto3 JSON, so that a Bazel cache
 * can hold it. An output "weights" in format npy is the output file "weights.npy".
 */
export function encodeActionResult(result: ActionResult): string {
  const text = result.signature?.text;
  return canonicalJson({
    outputFiles: [
      ...Object.entries(result.outputs)
        .sort(([a], [b]) => a < b ? -1 : 1)
        .map(([name, { digest, bytes, format }]) => ({
          path: `${name}.${format}`,
          digest: { hash: digest, sizeBytes: String(bytes) },
        })),
      ...(text === undefined ? [] : [signatureFile(text)]),
    ],
    executionMetadata: {
      executionStartTimestamp: result.started,
      executionCompletedTimestamp: result.completed,
      worker: result.from,
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

/** Reads a result; fields that we do not know are passed over, anything malformed throws. */
export function decodeActionResult(text: string): ActionResult {
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
  const from = metadata["worker"];
  return {
    outputs,
    started: timestamp(metadata["executionStartTimestamp"]),
    completed: timestamp(metadata["executionCompletedTimestamp"]),
    ...(from === "remote" || from === "import" ? { from } : {}),
    ...(signature === undefined ? {} : { signature }),
  };
}

function decodeSignature({ hash }: Record<string, unknown>, contents: unknown): Signature {
  const digest = parseDigest(hash);
  if (typeof contents !== "string") return { digest };
  const bytes = Uint8Array.fromBase64(contents);
  return digestOf(bytes) === digest
    ? { digest, text: new TextDecoder().decode(bytes) }
    : { digest };
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
