import type { Store } from "../store/store.ts";
import { batchFolder, batchName, batchPath } from "./batch.ts";
import type { Batch } from "./batch.ts";
import type { Pack } from "./pack.ts";
import { SentBatch } from "./sent_batch.ts";
import type { Item } from "./sent_batch.ts";
import type { Slurm } from "./slurm.ts";
import type { Times } from "./times.ts";
import { workerCommand } from "./worker_files.ts";
import type { WorkerFiles } from "./worker_files.ts";

export interface SubmitOptions {
  readonly store: Store;
  readonly slurm: Slurm;
  readonly workerFiles: WorkerFiles;
  readonly blas?: string | undefined;
  readonly times: Pick<Times, "retry">;
  readonly warn: (message: string) => void;
}

/** Writes a batch to the disk, where it is before its job is submitted. */
export async function writeBatch(
  { tasks, ...resources }: Pack<Item>,
  { store, workerFiles, blas, times }: SubmitOptions,
): Promise<SentBatch> {
  const batch: Batch = {
    version: 2,
    created: new Date().toISOString(),
    tasks: tasks.map((items) => items.map(({ action: { key, name } }) => ({ key, name }))),
    ...resources,
    checkpointEvery: tasks[0]![0]!.hooks.checkpointEvery, // no pack is empty
    ...(blas === undefined ? {} : { blas }),
    adopted: store.usesAdopted,
    workerFiles,
  };
  const name = batchName(batch);
  const folder = batchFolder(store, name);
  await store.writeRecord(batchPath(folder), JSON.stringify(batch));
  const sent = new SentBatch(batch, name, folder, times.retry);
  tasks.forEach((items, task) =>
    items.forEach((item) => sent.open.set(item.action.key, { item, task }))
  );
  return sent;
}

/** Submits a batch's job. Whether SLURM has it is not always known; its name tells later. */
export async function submitBatch(
  sent: SentBatch,
  { store, slurm, workerFiles, warn }: SubmitOptions,
): Promise<void> {
  const { cpus, megabytes, minutes, tasks } = sent.batch;
  const answer = await slurm.submit({
    name: sent.name,
    folder: sent.folder,
    tasks: tasks.length,
    cpus,
    megabytes,
    minutes,
    command: workerCommand(store, workerFiles, sent.folder),
  });
  sent.tried(answer.kind === "accepted");
  if (answer.kind === "unclear") {
    warn(`SLURM may not have accepted a job (${answer.why}); it is looked for by its name`);
  }
}
