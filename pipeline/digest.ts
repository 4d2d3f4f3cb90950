import { createHash } from "node:crypto";

/** SHA-256 of some bytes, as 64 lower-case hexadecimal digits: the name of an artifact. */
export type Digest = string & { readonly brand: "digest" };

/** SHA-256 of an action's canonical description: the name of its result. */
export type ActionKey = Digest & { readonly action: true };

const PATTERN = /^[0-9a-f]{64}$/;

/** Accepts a digest from outside (a file, another process); throws on anything else. */
export function parseDigest(text: unknown): Digest {
  if (typeof text !== "string" || !PATTERN.test(text)) {
    throw new Error(`Digest is ${JSON.stringify(text)}, expected 64 hexadecimal digits`);
  }
  return text as Digest; // the pattern is the brand's definition
}

/** Digest of bytes in memory. */
export function digestOf(bytes: Uint8Array | string): Digest {
  return createHash("sha256").update(bytes).digest("hex") as Digest; // hex of SHA-256 by construction
}

/** Digest and size of a file, read in pieces of 1 MiB, so memory does not depend on its size. */
export async function digestOfFile(path: string): Promise<{ digest: Digest; bytes: number }> {
  using file = await Deno.open(path, { read: true });
  const hash = createHash("sha256");
  const piece = new Uint8Array(1 << 20);
  let bytes = 0;
  for (;;) {
    const count = await file.read(piece);
    if (count === null) return { digest: hash.digest("hex") as Digest, bytes };
    hash.update(piece.subarray(0, count));
    bytes += count;
  }
}

/** First digits, enough to recognise a digest by. */
export function shorten(digest: Digest): string {
  return digest.slice(0, 12);
}
