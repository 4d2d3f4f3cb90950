import { join } from "node:path";
import { decodeDescription } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import type { ActionKey, Digest } from "../digest.ts";
import { blobsOfBatch, readBatches } from "../slurm/batch.ts";
import { heldRuns } from "../store/hold.ts";
import { Lock } from "../store/lock.ts";
import { readRegularFile } from "../store/regular_file.ts";
import type { CacheContents } from "./cache_contents.ts";

/** What is at work on a cache. */
export interface Busy {
  /** Actions that run, are in a job's batch, or can go on from a checkpoint, with what they are. */
  readonly actions: Map<ActionKey, ActionDescription | undefined>;
  /** What jobs need beside their actions. */
  readonly blobs: readonly Digest[];
  /** Configurations that are planned or run. */
  readonly runs: ReadonlySet<string>;
  /** Whether any process works on this cache. */
  readonly live: boolean;
}

export async function findBusy(root: string, contents: CacheContents): Promise<Busy> {
  const actions: Busy["actions"] = new Map();
  for (const key of contents.work.keys()) {
    if (await Lock.isHeld(join(root, "locks", key))) {
      actions.set(key, await describe(key, contents));
    }
  }
  const running = actions.size > 0;
  const blobs: Digest[] = [];
  for (const batch of await readBatches(root)) {
    const open = batch.tasks.flat().filter(({ key }) => !contents.results.has(key));
    for (const { key } of open) actions.set(key, await describe(key, contents));
    if (open.length > 0) blobs.push(...blobsOfBatch(batch));
  }
  const runs = await heldRuns(root);
  return { actions, blobs, runs, live: running || runs.size > 0 };
}

/** What an action is; undefined if its description is not there, or is damaged. */
export async function describe(
  key: ActionKey,
  { blobs }: CacheContents,
): Promise<ActionDescription | undefined> {
  const blob = blobs.get(key);
  return blob && await readRegularFile(blob.path).then(decodeDescription, () => undefined);
}
