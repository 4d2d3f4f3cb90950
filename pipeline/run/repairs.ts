import type { Digest } from "../digest.ts";
import type { Performed } from "../execute/perform.ts";
import type { InputArtifact, Node } from "../plan/plan.ts";

/** Times that one artifact is made again in a run. */
const LIMIT = 3;

/** Times that an action may find an input damaged that is good when it is read here. */
const DOUBTS = 3;

/** What helps an action that cannot read its inputs: actions to be executed again, and then a new attempt. */
export type Remedy =
  | { readonly kind: "again"; readonly culprits: readonly string[] }
  | { readonly kind: "none"; readonly message: string };

/**
 * Counts what fails: how often each artifact was found damaged after it had been made again. However
 * many inputs of an action are damaged, each is healed; one that never stays whole is given up.
 */
export class Repairs {
  /** Found damaged, and not made again yet. */
  readonly #open = new Set<Digest>();
  readonly #made = new Map<Digest, number>();
  readonly #doubts = new Map<Node, number>();

  /** Artifacts are damaged or gone, as several of their readers may find. */
  remedy(damaged: readonly InputArtifact[]): Remedy {
    for (const { producer, artifact: { digest } } of damaged) {
      if ((this.#made.get(digest) ?? 0) >= LIMIT) {
        const message = `Its input ${digest} from "${producer}" was damaged again whenever it ` +
          "had been made again: the disk or another program alters files of the cache";
        return { kind: "none", message };
      }
      this.#open.add(digest);
    }
    return { kind: "again", culprits: damaged.map(({ producer }) => producer) };
  }

  /**
   * An action has found a file damaged that is good when it is read here: another action's repair was
   * faster, or it is code, which is stored anew before each execution.
   */
  doubt(node: Node, { digest, why }: Extract<Performed, { kind: "damaged" }>): Remedy {
    const doubts = (this.#doubts.get(node) ?? 0) + 1;
    this.#doubts.set(node, doubts);
    if (doubts <= DOUBTS) return { kind: "again", culprits: [] };
    const message = `It found its file ${digest} damaged ${doubts} times (${why}), though it is ` +
      "good when it is read again: check the disk and the network";
    return { kind: "none", message };
  }

  /** An artifact is there. */
  end(digest: Digest): void {
    if (this.#open.delete(digest)) this.#made.set(digest, (this.#made.get(digest) ?? 0) + 1);
  }
}
