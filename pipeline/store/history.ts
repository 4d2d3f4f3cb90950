import type { ActionDescription } from "../action_key.ts";
import { canonicalJson } from "../canonical.ts";
import { parseDigest } from "../digest.ts";
import type { ActionKey } from "../digest.ts";
import { explainIo, UsageError } from "../errors.ts";
import { NotRegularFile, readRegularText } from "./regular_file.ts";
import type { Store } from "./store.ts";

/** Milliseconds until a new result is in the history; far less than gc lets it alone. */
const SAVE_AFTER = 10_000;

/** Names of files and folders that stay where they are put: no path, nothing hidden. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.+-]{0,99}$/u;

/**
 * The keys under which the actions of one configuration (a profile) last had their results:
 * `runs/<name>.json`. It tells what an action is to be compared with when it runs anew, and what gc
 * must keep.
 */
export class History {
  readonly #store: Store;
  readonly #name: string;
  readonly #before: ReadonlyMap<string, ActionKey>;
  /** Of the profile that this configuration is a change of: "quick" of "quick+1a2b3c4d". */
  readonly #base: ReadonlyMap<string, ActionKey>;
  readonly #now: Map<string, ActionKey>;
  #saved: ReadonlyMap<string, ActionKey>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  private constructor(
    store: Store,
    name: string,
    keys: ReadonlyMap<string, ActionKey>,
    base: ReadonlyMap<string, ActionKey>,
  ) {
    this.#store = store;
    this.#name = name;
    this.#base = base;
    this.#before = this.#saved = keys;
    this.#now = new Map(keys);
  }

  /**
   * Reads the history; one that cannot be read counts as empty, since only reasons depend on it.
   * Throws a UsageError if the name could lead out of the folder.
   */
  static async open(store: Store, name: string): Promise<History> {
    if (!NAME.test(name)) {
      throw new UsageError(
        `Cannot use the profile name ${
          JSON.stringify(name)
        }: expected letters, digits, "_", "-", "+" and, ` +
          `not at its beginning, "."`,
      );
    }
    const base = name.replace(/\+[^+]*$/, "");
    return new History(
      store,
      name,
      await readHistory(store.runPath(name)),
      base === name ? new Map() : await readHistory(store.runPath(base)),
    );
  }

  note(action: string, key: ActionKey): void {
    this.#now.set(action, key);
  }

  /** What the action was the last time that it had a result. */
  async previous(action: string): Promise<ActionDescription | undefined> {
    return (await this.previousAction(action))?.description;
  }

  /** The same with its key. */
  async previousAction(
    action: string,
  ): Promise<{ key: ActionKey; description: ActionDescription } | undefined> {
    const key = this.#before.get(action) ?? this.#base.get(action);
    const description = key && await this.#store.readDescription(key);
    return key && description && { key, description };
  }

  /** Saves within some seconds. */
  saveSoon(): void {
    this.#timer ??= setTimeout(() => this.save().catch(() => {}), SAVE_AFTER); // the next save tells
    Deno.unrefTimer(Number(this.#timer));
  }

  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#store.writable) return;
    this.#saving = this.#saving.then(async () => {
      const now = new Map(this.#now);
      if ([...now].every(([action, key]) => this.#saved.get(action) === key)) return;
      await this.#store.writeRecord(
        this.#store.runPath(this.#name),
        canonicalJson(Object.fromEntries(now)),
      );
      this.#saved = now;
    });
    await this.#saving;
  }
}

/** Notes by which options a configuration was chosen, for those who read its name. */
export async function noteWords(store: Store, name: string, words: string): Promise<void> {
  if (store.writable) await store.writeRecord(store.runWordsPath(name), `${words}\n`);
}

/**
 * Action name -> key; empty if the file is not there or is not a history. One that cannot be read is no
 * empty one, which would replace it: throws an EnvironmentError.
 */
export async function readHistory(path: string): Promise<Map<string, ActionKey>> {
  const keys = new Map<string, ActionKey>();
  const text = await readRegularText(path).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound || error instanceof NotRegularFile) return "";
    throw explainIo(error, "read the history", path);
  });
  try {
    const entries = Object.entries(JSON.parse(text) as object);
    for (const [action, key] of entries) keys.set(action, parseDigest(key) as ActionKey);
  } catch {
    keys.clear();
  }
  return keys;
}
