import { cpus, release } from "node:os";
import { actionKey } from "../action_key.ts";
import type { ActionDescription } from "../action_key.ts";
import type { Json } from "../canonical.ts";
import type { StageCode } from "../code/stage_code.ts";
import { digestOfFile } from "../digest.ts";
import type { Digest } from "../digest.ts";
import { EnvironmentError } from "../errors.ts";
import type { Arithmetic, Stage } from "../stage.ts";
import type { Store } from "../store/store.ts";
import type { Executor } from "./executor.ts";
import { completeResult, perform } from "./perform.ts";

/** For each kind of arithmetic, the stage whose output "battery" shows what it does on this machine. */
export type Batteries = Readonly<Record<Arithmetic, Stage>>;

/** Digests of the batteries' results: the numerics part of the action keys. */
export type Fingerprint = Readonly<Record<Arithmetic, Digest>>;

/** The stage and the code of a battery: all that it takes to measure it, be it on another machine. */
export interface Battery {
  readonly stage: string;
  readonly outputs: Stage["outputs"];
  readonly code: StageCode;
}

export function batteriesOf(
  batteries: Batteries,
  codes: ReadonlyMap<Stage, StageCode>,
): Readonly<Record<Arithmetic, Battery>> {
  const battery = (stage: Stage): Battery => {
    const code = codes.get(stage);
    if (code === undefined) throw new Error(`Stage "${stage.name}" was not bundled`);
    return { stage: stage.name, outputs: stage.outputs, code };
  };
  return { plain: battery(batteries.plain), tensor: battery(batteries.tensor) };
}

/** Measures what arithmetic does here. */
export async function measureFingerprint(
  { plain, tensor }: Readonly<Record<Arithmetic, Battery>>,
  store: Store,
  executor: Executor,
  blas?: string,
): Promise<Fingerprint> {
  const [plainDigest, tensorDigest] = await Promise.all([
    measureBattery("plain", plain, { store, executor }),
    measureBattery("tensor", tensor, { store, executor, blas }),
  ]);
  return { plain: plainDigest, tensor: tensorDigest };
}

export interface MeasureOptions {
  readonly store: Store;
  readonly executor: Executor;
  /** The library that tensor work is done with, if it is not the default engine. */
  readonly blas?: string | undefined;
}

/**
 * Digest of a battery's output on this machine. A battery is an action like any other, but its
 * parameters are all that could change its result (versions, system, processor), and so a known
 * machine is not measured twice.
 */
export async function measureBattery(
  kind: Arithmetic,
  { stage, outputs, code }: Battery,
  { store, executor, blas }: MeasureOptions,
): Promise<Digest> {
  const library = kind === "plain" ? undefined : blas;
  const description: ActionDescription = {
    version: 1,
    stage,
    parameters: {
      versions: { ...Deno.version },
      system: `${Deno.build.os} ${Deno.build.arch}`,
      processor: cpus()[0]?.model ?? "unknown",
      ...library === undefined ? {} : await identityOf(library),
    },
    inputs: {},
    outputs,
    code: code.identity,
    numerics: {},
  };
  const { key, bytes } = actionKey(description);
  const known = await completeResult(key, description, store);
  if (known !== undefined) return known.outputs["battery"]!.digest;
  const never = new AbortController().signal;
  const performed = await perform(
    { name: stage, key, description, bytes, code, arithmetic: kind, blas: library },
    store,
    executor,
    { progress: () => {}, waiting: () => {}, stop: never, kill: never, checkpointEvery: 60 },
  );
  if (performed.kind !== "executed" && performed.kind !== "found") {
    const why = performed.kind === "failed" ? performed.message : performed.kind;
    throw new EnvironmentError(`Cannot measure the ${kind} arithmetic of this machine: ${why}`);
  }
  return performed.result.outputs["battery"]!.digest;
}

/** What a library's results may depend on. macOS keeps its own in no file; they come with the system. */
async function identityOf(blas: string): Promise<Record<string, Json>> {
  const found = await digestOfFile(blas).catch(() => undefined);
  return { blas, library: found?.digest ?? `of ${Deno.build.os} ${release()}` };
}
