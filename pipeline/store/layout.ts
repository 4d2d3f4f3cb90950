import { join } from "node:path";
import type { ActionKey, Digest } from "../digest.ts";

export const FOLDERS = ["cas", "ac", "work", "locks", "tmp", "runs", "code"] as const;

/**
 * Where things are in a cache folder: `cas/ab/<digest>` blobs, `ac/ab/<key>` results, `work/<key>/` scratch,
 * `locks/<key>`, `runs/` histories, `chosen/` by which options, `code/` what was made of code, `tmp/`.
 */
export class CacheLayout {
  /** @param root absolute: processes start in other folders */
  constructor(readonly root: string) {}

  blobPath(digest: Digest): string {
    return join(this.root, "cas", digest.slice(0, 2), digest);
  }

  resultPath(key: ActionKey): string {
    return join(this.root, "ac", key.slice(0, 2), key);
  }

  workPath(key: ActionKey): string {
    return join(this.root, "work", key);
  }

  lockPath(key: ActionKey): string {
    return join(this.root, "locks", key);
  }

  /** Where the history of a configuration is kept (history.ts). */
  runPath(name: string): string {
    return join(this.root, "runs", `${name}.json`);
  }

  /** Where it is kept by which options a configuration was chosen. */
  runWordsPath(name: string): string {
    return join(this.root, "chosen", name);
  }

  /** Where it is written down which bundles some modules make (bundle_cache.ts), or a text (remember.ts). */
  codePath(key: Digest): string {
    return join(this.root, "code", key);
  }
}
