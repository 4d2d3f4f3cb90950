import { sortedOutputs } from "../action_result.ts";
import type { ActionResult } from "../action_result.ts";
import { canonicalJson } from "../canonical.ts";
import type { ActionKey } from "../digest.ts";

/** Who signs results, and with what. */
export interface Signer {
  readonly name: string;
  readonly key: CryptoKey;
}

/** Whether a result is ours to sign or upload: made here, by the present code unless told otherwise. */
export function isOurs({ from, adopted }: ActionResult, shareAdopted: boolean): boolean {
  return from === undefined && (adopted === undefined || shareAdopted);
}

/** Public keys of those whose results are used, by name; a name may have several. */
export type TrustedKeys = ReadonlyMap<string, readonly CryptoKey[]>;

/**
 * What a signature is over: which artifacts an action has, and whether they are adopted. That the bytes
 * of an artifact are the right ones, its digest proves.
 */
function signedBytes(key: ActionKey, { outputs, adopted }: ActionResult): Uint8Array<ArrayBuffer> {
  const text = canonicalJson({ action: key, outputs: sortedOutputs(outputs), adopted });
  return new TextEncoder().encode(`offline-reactivation result 1\n${text}`);
}

/** Ed25519 over the action key and the outputs, as "name:base64". */
export async function sign(key: ActionKey, result: ActionResult, by: Signer): Promise<string> {
  const bytes = new Uint8Array(
    await crypto.subtle.sign("Ed25519", by.key, signedBytes(key, result)),
  );
  return `${by.name}:${bytes.toBase64()}`;
}

/** Name of the trusted key that has signed that this is the result under this action key, if any has. */
export async function signerOf(
  key: ActionKey,
  result: ActionResult,
  trusted: TrustedKeys,
): Promise<string | undefined> {
  const [name, text] = splitName(result.signature?.text ?? "");
  const signature = fromBase64(text, 64);
  if (signature === undefined) return undefined;
  const bytes = signedBytes(key, result);
  for (const by of trusted.get(name) ?? []) {
    if (await crypto.subtle.verify("Ed25519", by, signature, bytes)) return name;
  }
  return undefined;
}

/** "name:rest" */
export function splitName(text: string): [name: string, rest: string] {
  const colon = text.lastIndexOf(":");
  return [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)];
}

/** Bytes of a base64 text; undefined if it is none, or of another length. */
export function fromBase64(text: string, length?: number): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.fromBase64(text);
    return length === undefined || bytes.length === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}
