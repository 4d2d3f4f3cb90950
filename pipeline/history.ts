import { join } from "node:path";
import type { ActionDescription } from "./action_key.ts";
import { canonicalJson } from "./canonical.ts";
import { parseDigest } from "./digest.ts";
import type { ActionKey } from "./digest.ts";
import type { Store } from "./store.ts";

/**
 * The keys under which the actions of one configuration (a profile) last had their results:
 * `runs/<name>.json`. It tells what an action is to be compared with when it runs anew, and what gc
 * must keep.
 */
export class History {
  readonly #store: Store;
  readonly #path: string;
  readonly #before: ReadonlyMap<string, ActionKey>;
  readonly #now: Map<string, ActionKey>;

  private constructor(store: Store, path: string, keys: ReadonlyMap<string, ActionKey>) {
    this.#store = store;
    this.#path = path;
    this.#before = keys;
    this.#now = new Map(keys);
  }

  /** Reads the history; one that cannot be read counts as empty, since only reasons depend on it. */
  static async open(store: Store, name: string): Promise<History> {
    const path = join(store.root, "runs", `${name}.json`);
    const keys = new Map<string, ActionKey>();
    try {
      const entries = Object.entries(JSON.parse(await Deno.readTextFile(path)) as object);
      for (const [action, key] of entries) keys.set(action, parseDigest(key) as ActionKey);
    } catch {
      keys.clear();
    }
    return new History(store, path, keys);
  }

  note(action: string, key: ActionKey): void {
    this.#now.set(action, key);
  }

  /** What the action was the last time that it had a result. */
  async previous(action: string): Promise<ActionDescription | undefined> {
    const key = this.#before.get(action);
    const bytes = key === undefined ? undefined : await this.#store.readBlob(key);
    if (bytes === undefined) return undefined;
    return JSON.parse(new TextDecoder().decode(bytes)) as ActionDescription; // digest checked
  }

  async save(): Promise<void> {
    const changed = [...this.#now].some(([action, key]) => this.#before.get(action) !== key);
    if (changed) {
      await this.#store.writeRecord(this.#path, canonicalJson(Object.fromEntries(this.#now)));
    }
  }
}
