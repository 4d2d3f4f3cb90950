import { actionKey, decodeDescription } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import { checksumOf } from "../action_result.ts";
import { decodeAdoption } from "../adoption.ts";
import type { Adoption } from "../adoption.ts";
import { canonicalJson } from "../canonical.ts";
import { digestOf, parseDigest } from "../digest.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { UsageError } from "../errors.ts";
import type { ArtifactRef } from "../graph.ts";

/** The records of a published folder: what ran, and which of its files each output is. */
export interface Publication {
  /** Of the configuration, under which its history is kept: "quick". */
  readonly name: string;
  /** Each after what it needs. */
  readonly actions: readonly PublishedAction[];
  /** Actions that the whole was run for. */
  readonly targets: readonly string[];
}

export interface PublishedAction {
  readonly name: string;
  readonly key: ActionKey;
  readonly description: ActionDescription;
  /** Where its inputs are from; an input whose producer was not published has no reference. */
  readonly inputs: Readonly<Record<string, readonly ArtifactRef[]>>;
  /** The file of its code. */
  readonly code: string;
  readonly outputs: Readonly<Record<string, PublishedFile>>;
  /** Times of the execution, ISO 8601 in UTC. */
  readonly started: string;
  readonly completed: string;
  /** Present if earlier code gave the result. */
  readonly adopted?: Adoption;
  /** Over key, outputs and adoption (store/signature.ts): "name:base64". */
  readonly signature?: string;
}

export interface PublishedFile {
  /** In the published folder, with "/". */
  readonly path: string;
  readonly digest: Digest;
  readonly bytes: number;
  readonly format: string;
}

/** Where the records are in a published folder. */
export const RECORDS = "actions.json";

/** Of the records: since 2, each is bound to its key by a checksum. */
const VERSION = 2;

export function encodePublication(publication: Publication): Uint8Array<ArrayBuffer> {
  const { actions, ...rest } = publication;
  const lines = actions.map((action) =>
    // a line an action
    canonicalJson({ ...action, checksum: checksumOf(action.key, action) })
  );
  const text = `{"version":${VERSION},"about":${canonicalJson(rest)},"actions":[\n${
    lines.join(",\n")
  }\n]}\n`;
  return new TextEncoder().encode(text);
}

/**
 * Reads records; throws a UsageError if they are malformed, a key is not its description's or a result
 * is not the one of its key.
 */
export function decodePublication(bytes: Uint8Array): Publication {
  try {
    const { version, about, actions } = record(JSON.parse(new TextDecoder().decode(bytes)));
    if (version !== VERSION) {
      throw new Error(
        `version is ${JSON.stringify(version)}, expected ${VERSION}; publish the results again`,
      );
    }
    const { name, targets } = record(about);
    return {
      name: text(name),
      targets: list(targets).map(text),
      actions: list(actions).map((action) => decodeAction(record(action))),
    };
  } catch (error) {
    throw new UsageError(`Cannot read "${RECORDS}": ${(error as Error).message}`);
  }
}

function decodeAction(from: Record<string, unknown>): PublishedAction {
  const name = text(from["name"]);
  if (/\p{Cc}/u.test(name)) throw new Error(`name is ${JSON.stringify(name)}`); // it is printed
  const key = parseDigest(from["key"]) as ActionKey; // compared with the description's below
  const description = decodeDescription(
    new TextEncoder().encode(canonicalJson(from["description"])),
  );
  if (description === undefined || actionKey(description).key !== key) {
    throw new Error(`the key of "${name}" is not that of its description`);
  }
  const outputs = Object.entries(record(from["outputs"])).map(([output, file]) => {
    const { path, digest, bytes, format } = record(file);
    if (!Number.isSafeInteger(bytes)) throw new Error(`size of "${path}" is ${bytes}`);
    const checked = { digest: parseDigest(digest), bytes: bytes as number, format: text(format) };
    return [output, { path: relativePath(path), ...checked }] as const;
  });
  const inputs = Object.entries(record(from["inputs"])).map(([input, refs]) => {
    const each = list(refs).map(record).map(({ action, output }) => ({
      action: text(action),
      output: text(output),
    }));
    return [input, each] as const;
  });
  const action: PublishedAction = {
    name,
    key,
    description,
    inputs: Object.fromEntries(inputs),
    code: relativePath(from["code"]),
    outputs: Object.fromEntries(outputs),
    started: time(from["started"]),
    completed: time(from["completed"]),
    ...(from["adopted"] === undefined ? {} : { adopted: decodeAdoption(from["adopted"]) }),
    ...(from["signature"] === undefined ? {} : { signature: text(from["signature"]) }),
  };
  if (from["checksum"] !== checksumOf(key, action)) {
    throw new Error(`the result of "${name}" is not the one that was published`);
  }
  return action;
}

/** A path that cannot lead out of the folder. */
function relativePath(value: unknown): string {
  const path = text(value);
  const parts = path.split("/");
  if (/[\\:\0]/.test(path) || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw new Error(`path is "${path}", expected one inside the folder`);
  }
  return path;
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("a record is not an object");
  }
  return value as Record<string, unknown>; // checked in the lines above
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("a list is missing");
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`found ${JSON.stringify(value)}, expected text`);
  return value;
}

function time(value: unknown): string {
  if (Number.isNaN(Date.parse(text(value)))) throw new Error(`time is "${value}"`);
  return text(value);
}

/** Short name of some bytes, for a file name. */
export function mark(bytes: Uint8Array): string {
  return digestOf(bytes).slice(0, 8);
}
