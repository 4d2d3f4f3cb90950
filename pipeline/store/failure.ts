import { join } from "node:path";
import type { ActionKey } from "../digest.ts";
import { durably } from "./durable_file.ts";
import { readRegularText } from "./regular_file.ts";
import type { Store } from "./store.ts";

/** How an action failed, and the end of what it printed. */
export interface Failure {
  readonly message: string;
  readonly detail: string;
  readonly printed?: string | undefined;
}

/**
 * Keeps why an action failed, in its scratch folder: it goes with the folder when the action gets its
 * result, or when gc clears old scratch. Only `status` and `explain` read it, so a loss is no harm.
 *
 * @returns the file that holds what the action printed; undefined if it printed nothing
 */
export async function noteFailure(
  store: Store,
  key: ActionKey,
  { message, detail, printed = "" }: Failure,
): Promise<string | undefined> {
  await note(failurePath(store, key), message);
  if (printed.trim() === "") return undefined;
  const log = join(store.workPath(key), "log");
  const isIn = detail === "" || printed.includes(detail); // of a process that died
  await note(log, `${printed.trimEnd()}\n${isIn ? "" : `${detail.trimEnd()}\n`}`);
  return log;
}

async function note(path: string, text: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {}); // a link must not be written through
  await durably(path, new TextEncoder().encode(text)).catch(() => {});
}

/** Why the last execution under this key failed; undefined if it did not. */
export async function readFailure(store: Store, key: ActionKey): Promise<string | undefined> {
  return await readRegularText(failurePath(store, key)).catch(() => undefined);
}

function failurePath(store: Store, key: ActionKey): string {
  return join(store.workPath(key), "failure");
}
