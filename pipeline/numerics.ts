import { cpus, release } from "node:os";
import { actionKey } from "./action_key.ts";
import type { ActionDescription } from "./action_key.ts";
import type { Json } from "./canonical.ts";
import { digestOfFile } from "./digest.ts";
import type { Digest } from "./digest.ts";
import { EnvironmentError } from "./errors.ts";
import type { Executor } from "./executor.ts";
import { completeResult, perform } from "./perform.ts";
import type { Arithmetic, Stage } from "./stage.ts";
import type { StageCode } from "./stage_code.ts";
import type { Store } from "./store.ts";

/** For each kind of arithmetic, the stage whose output "battery" shows what it does on this machine. */
export type Batteries = Readonly<Record<Arithmetic, Stage>>;

/** Digests of the batteries' results: the numerics part of the action keys. */
export type Fingerprint = Readonly<Record<Arithmetic, Digest>>;

/**
 * Measures what arithmetic does here. A battery is an action like any other, but its parameters are
 * all that could change its result (versions, system, processor), and so a known machine is not
 * measured twice.
 *
 * @param blas the library that tensor work is done with, if it is not the default engine
 */
export async function measureFingerprint(
  batteries: Batteries,
  codes: ReadonlyMap<Stage, StageCode>,
  store: Store,
  executor: Executor,
  blas?: string,
): Promise<Fingerprint> {
  const library = blas === undefined ? undefined : await identityOf(blas);
  const entries = Object.entries(batteries).map(async ([kind, stage]) => {
    const code = codes.get(stage);
    if (code === undefined) throw new Error(`Stage "${stage.name}" was not bundled`);
    const description: ActionDescription = {
      version: 1,
      stage: stage.name,
      parameters: {
        versions: { ...Deno.version },
        system: `${Deno.build.os} ${Deno.build.arch}`,
        processor: cpus()[0]?.model ?? "unknown",
        ...(kind === "tensor" && library),
      },
      inputs: {},
      outputs: stage.outputs,
      code: code.identity,
      numerics: {},
    };
    const { key, bytes } = actionKey(description);
    const known = await completeResult(key, description, store);
    if (known !== undefined) return [kind, known.outputs["battery"]!.digest] as const;
    const never = new AbortController().signal;
    const performed = await perform(
      {
        name: stage.name,
        key,
        description,
        bytes,
        code,
        blas: kind === "tensor" ? blas : undefined,
      },
      store,
      executor,
      { progress: () => {}, waiting: () => {}, stop: never, kill: never, checkpointEvery: 60 },
    );
    if (performed.kind !== "executed" && performed.kind !== "found") {
      const why = performed.kind === "failed" ? performed.message : performed.kind;
      throw new EnvironmentError(`Cannot measure the ${kind} arithmetic of this machine: ${why}`);
    }
    return [kind, performed.result.outputs["battery"]!.digest] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Fingerprint; // keys are the batteries'
}

/** What a library's results may depend on. macOS keeps its own in no file; they come with the system. */
async function identityOf(blas: string): Promise<Record<string, Json>> {
  const found = await digestOfFile(blas).catch(() => undefined);
  return { blas, library: found?.digest ?? `of ${Deno.build.os} ${release()}` };
}
