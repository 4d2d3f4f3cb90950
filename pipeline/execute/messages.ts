import type { Json } from "../canonical.ts";
import type { Digest } from "../digest.ts";
import type { EngineChoice, Progress } from "../running_action.ts";
import type { Arithmetic } from "../stage.ts";

/** A file that an action may read, and the digest that its bytes must have. */
export interface PinnedFile {
  readonly path: string;
  readonly digest: Digest;
}

/** Second line on the standard input of an action's process; the first is a secret. */
export interface ExecutionRequest {
  readonly name: string;
  readonly parameters: Json;
  readonly bundle: PinnedFile;
  /** A list input is an array, an absent one is missing. */
  readonly inputs: Readonly<Record<string, PinnedFile | readonly PinnedFile[]>>;
  readonly assets: Readonly<Record<string, PinnedFile>>;
  /** Output name -> file name in the scratch folder's `out`. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly arithmetic: Arithmetic;
  readonly engine: EngineChoice;
  readonly scratch: string;
  readonly lock: string;
  /** Seconds between checkpoints. */
  readonly checkpointEvery: number;
}

/**
 * A line on the standard output of an action's process, after the secret and a space: standard output is
 * within the bundle's reach, the secret is not.
 */
export type ExecutionMessage =
  | { readonly kind: "waiting"; readonly holder: string }
  | { readonly kind: "locked" }
  | ({ readonly kind: "progress" } & Progress)
  | { readonly kind: "warning"; readonly message: string }
  | { readonly kind: "damaged"; readonly digest: Digest; readonly why: string }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string }
  | { readonly kind: "interrupted" }
  | { readonly kind: "finished"; readonly started: string; readonly completed: string };

/** Third line on the standard input: go on, once the lock is held. Its end means: stop. */
export const GO = "go";
