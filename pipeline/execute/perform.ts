import type { ActionDescription } from "../action_key.ts";
import type { ActionResult, Artifact } from "../action_result.ts";
import type { Json } from "../canonical.ts";
import type { StageCode } from "../code/stage_code.ts";
import type { ActionKey, Digest } from "../digest.ts";
import type { Arithmetic } from "../stage.ts";
import type { Store } from "../store/store.ts";
import { outputPath } from "./executor.ts";
import type { Execution, ExecutionHooks, Executor } from "./executor.ts";
import type { ExecutionRequest, PinnedFile } from "./messages.ts";

/** An action whose inputs are known, so that it has a key and can be executed. */
export interface PreparedAction {
  readonly name: string;
  readonly key: ActionKey;
  readonly description: ActionDescription;
  /** The canonical bytes that the key is the digest of. */
  readonly bytes: Uint8Array;
  readonly code: StageCode;
  readonly arithmetic: Arithmetic;
  /** The BLAS library of its tensor work, if it is not the default engine's. */
  readonly blas?: string | undefined;
}

export type Performed =
  | { readonly kind: "executed"; readonly result: ActionResult }
  /** Somebody else recorded the result meanwhile. */
  | { readonly kind: "found"; readonly result: ActionResult }
  | Exclude<Execution, { kind: "finished" | "superseded" }>;

export type PerformHooks =
  & Pick<ExecutionHooks, "progress" | "waiting" | "warning" | "printed" | "stop" | "kill">
  & {
    readonly checkpointEvery: number;
    /** Of its tensor work; 1 if not given. */
    readonly threads?: number | undefined;
  };

/** How a run gets an action done: here, or wherever it is sent. */
export type Perform = (action: PreparedAction, hooks: PerformHooks) => Promise<Performed>;

/** Gets actions done on this machine. */
export function performHere(store: Store, executor: Executor): Perform {
  return (action, hooks) => perform(action, store, executor, hooks);
}

/** Executes an action and records its result, or takes the result that is there by now. */
export async function perform(
  action: PreparedAction,
  store: Store,
  executor: Executor,
  hooks: PerformHooks,
): Promise<Performed> {
  const { description, key } = action;
  await putCode(action, store);
  let result: ActionResult | undefined;
  const execution = await executor.execute(
    executionRequest(action, store, {
      scratch: store.workPath(key),
      lock: store.lockPath(key),
      checkpointEvery: hooks.checkpointEvery,
      threads: hooks.threads,
    }),
    Object.keys(description.code.packages),
    {
      ...hooks,
      locked: async () => {
        result = await completeResult(key, description, store);
        return result === undefined;
      },
      record: async (times) => {
        result = { outputs: await adoptOutputs(action, store), ...times };
        await store.writeResult(key, result);
        await Deno.remove(store.workPath(key), { recursive: true }).catch(() => {}); // gc's, then
      },
    },
  );
  switch (execution.kind) {
    case "finished":
      return { kind: "executed", result: result! }; // set by `record`
    case "superseded":
      return { kind: "found", result: result! }; // set by `locked`
    default:
      return execution;
  }
}

/** Stores what an action runs and its description, which tells gc what a running action needs. */
export async function putCode(action: PreparedAction, store: Store): Promise<void> {
  const { bundle, assets } = action.code;
  await Promise.all(
    [action.bytes, bundle, ...Object.values(assets)].map((bytes) => store.putBytes(bytes)),
  );
}

/** What the process of an action is told: its files by path and digest, and where it may write. */
export function executionRequest(
  { name, description, arithmetic, blas }: PreparedAction,
  store: Store,
  { threads = 1, ...place }:
    & Pick<ExecutionRequest, "scratch" | "lock" | "checkpointEvery">
    & Pick<PerformHooks, "threads">,
): ExecutionRequest {
  const pin = (digest: Digest): PinnedFile => ({ path: store.blobPath(digest), digest });
  return {
    name,
    parameters: description.parameters as Json,
    bundle: pin(description.code.bundle),
    inputs: mapValues(
      description.inputs,
      (input) => typeof input === "string" ? pin(input) : input.map(pin),
    ),
    assets: mapValues(description.code.assets, pin),
    outputs: mapValues(description.outputs, (format, output) => `${output}.${format}`),
    arithmetic,
    engine: { threads, blas },
    ...place,
  };
}

/** The result under a key if it names every output and all the blobs are there. */
export async function completeResult(
  key: ActionKey,
  description: ActionDescription,
  store: Store,
): Promise<ActionResult | undefined> {
  const result = await store.readResult(key);
  if (result === undefined || !namesAllOutputs(result, description)) return undefined;
  return await hasAllBlobs(result, store) ? result : undefined;
}

export function namesAllOutputs(result: ActionResult, { outputs }: ActionDescription): boolean {
  return Object.entries(outputs).every(([name, format]) => result.outputs[name]?.format === format);
}

/** Whether every blob is there with its size; its bytes are checked when it is read. */
export async function hasAllBlobs(result: ActionResult, store: Store): Promise<boolean> {
  const found = await Promise.all(
    Object.values(result.outputs).map(({ digest, bytes }) => store.hasBlob(digest, bytes)),
  );
  return found.every(Boolean);
}

async function adoptOutputs(
  { key, description }: PreparedAction,
  store: Store,
): Promise<Record<string, Artifact>> {
  const entries = Object.entries(description.outputs).map(async ([name, format]) => {
    const path = outputPath(store.workPath(key), `${name}.${format}`);
    return [name, { ...await store.putFile(path), format }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A record of the same names. */
export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, name: string) => B,
): Record<string, B> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}
