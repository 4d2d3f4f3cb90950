import type { CodeIdentity } from "../action_key.ts";
import { bundlesOf } from "../code/bundle_cache.ts";
import { readWorkspace } from "../code/workspace.ts";
import type { Digest } from "../digest.ts";
import type { Battery } from "../execute/numerics.ts";
import { pathList, RUN_STORED } from "../execute/spawn_sandbox.ts";
import type { Sandbox } from "../execute/spawn_sandbox.ts";
import type { Arithmetic } from "../stage.ts";
import type { Store } from "../store/store.ts";

/** What a node needs beside an action's description, all of it in the store or in Deno's cache. */
export interface WorkerFiles {
  readonly sandbox: Sandbox;
  readonly batteries: Readonly<Record<Arithmetic, StoredBattery>>;
  /** The code of the task itself, and the lock file of its packages. */
  readonly worker: Digest;
  readonly lock: Digest;
}

/** A battery whose code is in the store. */
export type StoredBattery = Omit<Battery, "code"> & { readonly code: CodeIdentity };

/**
 * Stores the worker and the batteries, so that an edit while jobs wait reaches none of them.
 *
 * @param root folder with the deno.json and deno.lock of the pipeline itself
 */
export async function storeWorkerFiles(
  store: Store,
  { sandbox, batteries }: Pick<WorkerFiles, "sandbox"> & {
    readonly batteries: Readonly<Record<Arithmetic, Battery>>;
  },
  root: string,
): Promise<WorkerFiles> {
  const own = await readWorkspace(root);
  const [bundle] = await bundlesOf([new URL("./worker.ts", import.meta.url)], own, store);
  const code = new TextDecoder().decode(bundle!.bytes) + "Deno.exit(await run());\n";
  const [worker, lock] = await Promise.all([
    store.putBytes(new TextEncoder().encode(code)),
    store.putBytes(own.lockBytes),
  ]);
  return {
    sandbox,
    batteries: {
      plain: await storeBattery(store, batteries.plain),
      tensor: await storeBattery(store, batteries.tensor),
    },
    worker,
    lock,
  };
}

async function storeBattery(store: Store, { code, ...battery }: Battery): Promise<StoredBattery> {
  await Promise.all(
    [code.bundle, ...Object.values(code.assets)].map((bytes) => store.putBytes(bytes)),
  );
  return { ...battery, code: code.identity };
}

/** The command of a task of a batch; whoever runs it must be able to read Deno's cache. */
export function workerCommand(store: Store, workerFiles: WorkerFiles, folder: string): string[] {
  return [
    Deno.execPath(),
    ...RUN_STORED,
    `--lock=${store.blobPath(workerFiles.lock)}`,
    "--allow-read",
    `--allow-write=${pathList([store.root])}`,
    `--allow-run=${Deno.execPath()},sh`,
    "--allow-env",
    "--allow-sys",
    store.blobPath(workerFiles.worker),
    folder,
  ];
}
