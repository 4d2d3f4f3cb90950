import type { ActionResult, Artifact } from "../action_result.ts";
import { namesAllOutputs, putCode } from "../execute/perform.ts";
import type { PreparedAction } from "../execute/perform.ts";
import type { Store } from "../store/store.ts";
import type { RemoteCache } from "./remote_cache.ts";

/** Where results and artifacts are looked for: here, then in a remote cache if there is one. */
export interface Caches {
  readonly store: Store;
  readonly remote?: RemoteCache | undefined;
}

/**
 * The result of an action. One that is found elsewhere is kept here, with what explains it: the next
 * plan needs no network. Its artifacts come when somebody needs them.
 */
export async function lookUp(
  action: PreparedAction,
  { store, remote }: Caches,
): Promise<ActionResult | undefined> {
  const known = await store.readResult(action.key);
  if (known !== undefined && namesAllOutputs(known, action.description)) return known;
  const found = await remote?.result(action);
  if (found === undefined) return undefined;
  await putCode(action, store);
  await store.writeResult(action.key, found);
  return found;
}

/** Whether every artifact of a result is here or, as far as the remote cache tells, there. */
export async function canBeHad(result: ActionResult, caches: Caches): Promise<boolean> {
  return await every(
    result,
    async (artifact) =>
      await caches.store.hasBlob(artifact.digest, artifact.bytes) ||
      await caches.remote?.has(artifact) === true,
  );
}

/** Brings every artifact of a result here; whether all are here now. */
export async function bringHere(
  result: ActionResult,
  caches: Caches,
  stop?: AbortSignal,
): Promise<boolean> {
  return await every(result, (artifact) => bringArtifact(artifact, caches, stop));
}

/** The same for a result that is handed out: nobody checks its bytes after us, so they are read. */
export async function bringWhole(
  result: ActionResult,
  caches: Caches,
  stop?: AbortSignal,
): Promise<boolean> {
  return await every(result, async (artifact) => {
    await caches.store.isWhole(artifact.digest); // or it is put aside
    return await bringArtifact(artifact, caches, stop);
  });
}

/** Brings an artifact here; whether it is here now, with its size: bytes are checked when read. */
export async function bringArtifact(
  artifact: Artifact,
  { store, remote }: Caches,
  stop?: AbortSignal,
): Promise<boolean> {
  if (await store.hasBlob(artifact.digest, artifact.bytes)) return true;
  return await remote?.fetch(artifact, stop) === true;
}

async function every(
  { outputs }: ActionResult,
  test: (artifact: Artifact) => Promise<boolean>,
): Promise<boolean> {
  return (await Promise.all(Object.values(outputs).map(test))).every(Boolean);
}
