import { join } from "node:path";
import type { ActionKey } from "../digest.ts";
import { durably } from "./durable_file.ts";
import { readRegularText } from "./regular_file.ts";
import type { Store } from "./store.ts";

/**
 * Keeps why an action failed, in its scratch folder: it goes with the folder when the action gets its
 * result, or when gc clears old scratch. Only `status` and `explain` read it, so a loss is no harm.
 */
export async function noteFailure(store: Store, key: ActionKey, message: string): Promise<void> {
  const path = failurePath(store, key);
  await Deno.remove(path, { recursive: true }).catch(() => {}); // a link must not be written through
  await durably(path, new TextEncoder().encode(message)).catch(() => {});
}

/** Why the last execution under this key failed; undefined if it did not. */
export async function readFailure(store: Store, key: ActionKey): Promise<string | undefined> {
  return await readRegularText(failurePath(store, key)).catch(() => undefined);
}

function failurePath(store: Store, key: ActionKey): string {
  return join(store.workPath(key), "failure");
}
