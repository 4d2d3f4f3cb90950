import { join } from "node:path";
import type { ActionKey } from "./digest.ts";
import type { Store } from "./store.ts";

/**
 * Keeps why an action failed, in its scratch folder: it goes with the folder when the action gets its
 * result, or when gc clears old scratch. Only `status` and `explain` read it, so a loss is no harm.
 */
export async function noteFailure(store: Store, key: ActionKey, message: string): Promise<void> {
  await Deno.writeTextFile(failurePath(store, key), message).catch(() => {});
}

/** Why the last execution under this key failed; undefined if it did not. */
export async function readFailure(store: Store, key: ActionKey): Promise<string | undefined> {
  return await Deno.readTextFile(failurePath(store, key)).catch(() => undefined);
}

function failurePath(store: Store, key: ActionKey): string {
  return join(store.workPath(key), "failure");
}
