import { canonicalJson } from "./canonical.ts";
import type { Json } from "./canonical.ts";
import { digestOf } from "./digest.ts";
import type { ActionKey, Digest } from "./digest.ts";

/**
 * All that an action's outputs depend on, and nothing else. It is both the key (by its digest) and,
 * stored beside the result, the evidence of why an action ran.
 */
export interface ActionDescription {
  /** Changes when the meaning of a field does. */
  readonly version: 1;
  readonly stage: string;
  /** Checked against the schema, defaults filled in. */
  readonly parameters: Json;
  /** Digests of bytes, never keys of what made them: the same bytes made anew stop a rerun here. */
  readonly inputs: Readonly<Record<string, Digest | readonly Digest[]>>;
  /** Names and formats: a stage that declares a new output has no result with it yet. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly code: CodeIdentity;
  /** What arithmetic does here: by kind, the digest of a battery's results. */
  readonly numerics: Readonly<Record<string, Digest>>;
}

export interface CodeIdentity {
  readonly bundle: Digest;
  readonly assets: Readonly<Record<string, Digest>>;
  /** "name@version" -> integrity. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The action's key and the canonical bytes that it is the digest of. */
export function actionKey(description: ActionDescription): { key: ActionKey; bytes: Uint8Array } {
  const { code, ...rest } = description;
  const text = `{"code":${textOf(code)},${canonicalJson(rest).slice(1)}`; // its name is the first
  const bytes = new TextEncoder().encode(text);
  return { key: digestOf(bytes) as ActionKey, bytes }; // by definition
}

/** The longest part of a description, which all actions of a stage share. */
const written = new WeakMap<CodeIdentity, string>();

function textOf(code: CodeIdentity): string {
  const text = written.get(code) ?? canonicalJson(code);
  written.set(code, text);
  return text;
}

/** A description read back; undefined if the bytes are something else or of another version. */
export function decodeDescription(bytes: Uint8Array): ActionDescription | undefined {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as Partial<ActionDescription> | null;
    const { code } = value ?? {};
    const parts = [value?.parameters, value?.inputs, value?.outputs, value?.numerics];
    parts.push(code?.assets, code?.packages);
    const ours = value?.version === 1 && typeof value.stage === "string" &&
      typeof code?.bundle === "string" &&
      parts.every((part) => typeof part === "object" && part !== null);
    return ours ? value as ActionDescription : undefined; // checked in the line above
  } catch {
    return undefined;
  }
}
