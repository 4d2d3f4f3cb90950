import { basename, dirname, join, relative } from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { fromBase64, splitName } from "../store/signature.ts";
import type { Signer, TrustedKeys } from "../store/signature.ts";

/** Names of keys: no ":", which ends them, nor what separates keys. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/;

/**
 * Makes a key pair and writes the private key, which nobody else may read; refuses a path inside the
 * repository, where it could be committed.
 *
 * @returns the public key, for `--trusted-keys`: "name:base64"
 */
export async function newKey(path: string, name: string, repository: string): Promise<string> {
  if (!NAME.test(name)) {
    throw new UsageError(
      `Cannot name a key "${name}": expected letters, digits, ".", "_", "@" and "-"`,
    );
  }
  await assertOutside(path, repository);
  const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, [
    "sign",
    "verify",
  ]) as CryptoKeyPair; // generated with usages of both kinds
  const secret = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey)).toBase64();
  try {
    await Deno.writeTextFile(path, `${name}:${secret}\n`, { createNew: true, mode: 0o600 });
  } catch (error) {
    const why = error instanceof Deno.errors.AlreadyExists
      ? "there is a file; a key is never overwritten"
      : messageOf(error);
    throw new UsageError(`Cannot write the key "${path}": ${why}`);
  }
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  return `${name}:${raw.toBase64()}`;
}

/** What a key is called after its file: "lab" for "keys/lab.key". */
export const keyName = (path: string): string => basename(path).replace(/\.[^.]*$/, "");

/** Reads a private key that `newKey` wrote; others must not be able to read it, nor git to find it. */
export async function readSigner(path: string, repository: string): Promise<Signer> {
  await assertOutside(path, repository);
  let text: string;
  try {
    const { mode } = await Deno.stat(path);
    if (mode !== null && (mode & 0o077) !== 0) throw new Error("others may read it; chmod 600 it");
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw new UsageError(`Cannot use the key "${path}": ${messageOf(error)}`);
  }
  const [name, secret] = splitName(text.trim());
  try {
    const bytes = fromBase64(secret) ?? new Uint8Array();
    return { name, key: await crypto.subtle.importKey("pkcs8", bytes, "Ed25519", false, ["sign"]) };
  } catch {
    throw new UsageError(
      `Cannot use the key "${path}": it is no private key; "deno task key new" makes one`,
    );
  }
}

/**
 * Public keys, "name:base64": in a file, one a line ("#" begins a comment), or given themselves, with
 * commas between them.
 */
export async function readTrustedKeys(given: string): Promise<TrustedKeys> {
  const text = isPublicKey(given.split(",")[0]!.trim()) ? given : await keyFile(given);
  const keys = new Map<string, CryptoKey[]>();
  for (const entry of text.replace(/#.*$/gm, "").split(/[\s,]+/).filter(Boolean)) {
    if (!isPublicKey(entry)) {
      throw new UsageError(`Cannot trust the key "${entry}": expected name:base64, 32 bytes`);
    }
    const [name, base64] = splitName(entry);
    const bytes = fromBase64(base64)!; // checked above
    const key = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
    keys.set(name, [...keys.get(name) ?? [], key]);
  }
  if (keys.size === 0) throw new UsageError(`There is no key in "${given}"`);
  return keys;
}

function isPublicKey(text: string): boolean {
  const [name, base64] = splitName(text);
  return NAME.test(name) && fromBase64(base64, 32) !== undefined;
}

async function keyFile(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    throw new UsageError(
      `Cannot read the trusted keys "${path}": ${messageOf(error)}; expected a file or name:base64`,
    );
  }
}

async function assertOutside(path: string, repository: string): Promise<void> {
  const folder = await Deno.realPath(dirname(path)).catch(() => undefined);
  if (folder === undefined) throw new UsageError(`There is no folder "${dirname(path)}"`);
  const file = await Deno.realPath(path).catch(() => join(folder, basename(path)));
  const from = relative(await Deno.realPath(repository), file);
  if (from.startsWith("..") || from.startsWith("/") || /^[A-Za-z]:/.test(from)) return;
  throw new UsageError(
    `Cannot keep the key in "${path}": inside the repository it could be committed; ` +
      `choose a path outside`,
  );
}
