import { dirname } from "node:path";
import type { ActionKey } from "../digest.ts";
import type { Store } from "../store/store.ts";
import { batchFolder, readBatch } from "./batch.ts";
import { isToRun } from "./slurm_text.ts";
import type { TaskState } from "./slurm_text.ts";
import { SentBatch } from "./sent_batch.ts";

/** Milliseconds within which a batch that SLURM does not know may still be on its way to it. */
const ON_ITS_WAY = 60_000;

/** Milliseconds after which what is left of a batch is removed: 30 days. */
const KEEP_LOGS = 30 * 86_400_000;

/** Where an action is to be executed. */
export interface Place {
  readonly batch: SentBatch;
  readonly task: number;
}

/**
 * The actions in jobs of earlier runs that wait or run, or that may be on their way to SLURM. Removes
 * what old batches have left.
 *
 * @param states all tasks that SLURM knows
 * @param retry milliseconds after which a submission that was not answered is tried again
 */
export async function earlierJobs(
  states: readonly TaskState[],
  store: Store,
  retry: number,
): Promise<Map<ActionKey, Place>> {
  const places = new Map<ActionKey, Place>();
  const folders = await Array.fromAsync(Deno.readDir(dirname(batchFolder(store, "any"))))
    .catch(() => []); // nothing was ever sent
  for (const { name } of folders) {
    const folder = batchFolder(store, name);
    const batch = await readBatch(folder);
    if (batch === undefined) continue;
    const age = Date.now() - Date.parse(batch.created);
    const known = states.filter((state) => state.name === name);
    if (known.length === 0 && age > KEEP_LOGS) {
      await Deno.remove(folder, { recursive: true }).catch(() => {}); // next time, then
    }
    const onItsWay = known.length === 0 && age < ON_ITS_WAY;
    const sent = new SentBatch(batch, name, folder, retry);
    if (!onItsWay) sent.accepted = true;
    for (const [key, task] of await sent.unheard()) {
      const alive = onItsWay || known.some((state) => state.task === task && isToRun(state));
      if (alive) places.set(key, { batch: sent, task });
    }
  }
  return places;
}
