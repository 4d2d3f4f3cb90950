import type { Digest } from "../digest.ts";

/** Times that one artifact is made again in a run. */
const LIMIT = 3;

/**
 * Counts what fails: how often each artifact was found damaged after it had been made again. However
 * many inputs of an action are damaged, each is healed; one that never stays whole is given up.
 */
export class Repairs {
  /** Found damaged, and not made again yet. */
  readonly #open = new Set<Digest>();
  readonly #made = new Map<Digest, number>();

  /** An artifact is damaged or gone, as several of its readers may find; whether it is to be made again. */
  begin(digest: Digest): boolean {
    if ((this.#made.get(digest) ?? 0) >= LIMIT) return false;
    this.#open.add(digest);
    return true;
  }

  /** An artifact is there. */
  end(digest: Digest): void {
    if (this.#open.delete(digest)) this.#made.set(digest, (this.#made.get(digest) ?? 0) + 1);
  }
}
