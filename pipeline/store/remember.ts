import { digestOf, parseDigest } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { readRegularText } from "./regular_file.ts";
import type { Store } from "./store.ts";

/** A text that was made, and of what: a record of something else is no use. */
interface Made {
  readonly from: Digest;
  readonly text: string;
}

/**
 * The text that `make` makes of `inputs`, which are all that it depends on; made once a cache. One that
 * is not there, is damaged or is of other inputs is made again; a cache that cannot be written costs
 * the time.
 */
export async function remember(
  store: Store,
  inputs: string,
  make: () => Promise<string>,
): Promise<string> {
  const from = digestOf(inputs);
  const path = store.codePath(from);
  const digest = await readRegularText(path).then(parseDigest).catch(() => undefined);
  const known = digest && textOf(await store.readBlob(digest), from);
  if (known !== undefined) return known;
  const made: Made = { from, text: await make() };
  try {
    const bytes = new TextEncoder().encode(JSON.stringify(made));
    if (store.writable) await store.writeRecord(path, await store.putBytes(bytes));
  } catch {
    // The disk may be full: the text is there all the same.
  }
  return made.text;
}

function textOf(bytes: Uint8Array | undefined, expected: Digest): string | undefined {
  try {
    const made = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Made> | null;
    return made?.from === expected && typeof made.text === "string" ? made.text : undefined;
  } catch {
    return undefined;
  }
}
