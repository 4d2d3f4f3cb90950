import { createHash } from "node:crypto";
import type { Artifact } from "../action_result.ts";

/**
 * Writes what a stream brings into a new file, reading no byte more than the artifact has; says what is
 * wrong with it if it is not the artifact. Throws what the stream throws.
 *
 * @param io runs each access to the file, to explain its errors
 */
export async function receive(
  path: string,
  { digest, bytes }: Pick<Artifact, "digest" | "bytes">,
  stream: AsyncIterable<Uint8Array>,
  io: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<string | undefined> {
  using file = await io(() => Deno.open(path, { write: true, createNew: true }));
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > bytes) return `it has more than its ${bytes} bytes`;
    hash.update(piece);
    await io(async () => {
      for (let done = 0; done < piece.length;) done += await file.write(piece.subarray(done));
    });
  }
  if (size < bytes) return `it has ${size} bytes, expected ${bytes}`;
  const found = hash.digest("hex");
  if (found !== digest) return `its digest is ${found.slice(0, 12)}`;
  await io(() => file.sync());
  return undefined;
}
