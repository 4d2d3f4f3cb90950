import type { z } from "zod";
import type { RunningAction } from "./running_action.ts";

/** Formats of artifacts, which are also their file extensions. */
export const FORMATS = [
  "npy",
  "safetensors",
  "json",
  "csv",
  "parquet",
  "svg",
  "png",
  "pdf",
] as const;
/** A format of artifacts. */
export type FileFormat = typeof FORMATS[number];

/** An input of a stage. */
export interface InputSpec {
  readonly format: FileFormat;
  /** Many artifacts under one name, e.g. one a seed. */
  readonly list?: boolean;
  /** The action runs without it, too. */
  readonly optional?: boolean;
}

/** What an action is expected to need, for the estimates; never part of its key. */
export interface Cost {
  /** Seconds on one core of an ordinary computer. */
  readonly seconds: number;
  /** Peak memory, bytes. */
  readonly memory: number;
  /** Size of all outputs, bytes. */
  readonly output: number;
}

/** What an action's arithmetic rests on: JavaScript alone, or the tensor engine as well. */
export type Arithmetic = "plain" | "tensor";

/** How a long action is compared with an earlier execution of it: by intermediate states. */
export interface Prefix<Parameters = Readonly<Record<string, unknown>>, Output = string> {
  /** What the parts of the work are called: "batches". */
  readonly unit: string;
  /** The output that records intermediate states. */
  readonly trace: Output;
  /** The parameters of the action that does the first `length` parts and no more. */
  readonly parameters: (whole: Parameters, length: number) => Parameters;
  /**
   * After which parts two traces have the same state, and the first after which they have not. A trace
   * is compared with that of a prefix, as far as both tell of a part.
   */
  readonly compare: (
    whole: Uint8Array,
    prefix: Uint8Array,
  ) => { readonly same: readonly number[]; readonly differs?: number };
}

/** A kind of computation. Its run module is a separate file, so that docs and schema are not in the key. */
export interface Stage<
  Schema extends z.ZodObject = z.ZodObject,
  Input extends string = string,
  Output extends string = string,
  Asset extends string = string,
> {
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: string;
  readonly parameters: Schema;
  readonly inputs: Readonly<Record<Input, InputSpec>>;
  readonly outputs: Readonly<Record<Output, FileFormat>>;
  /** Files that are not modules, by name: hashed into the key and handed to the run module. */
  readonly assets?: Readonly<Record<Asset, URL>>;
  readonly arithmetic: Arithmetic;
  readonly cost: (parameters: z.output<Schema>) => Cost;
  /** Of long actions: what results of earlier code are compared by, to be adopted (adopt.ts). */
  readonly prefix?: Prefix<NoInfer<z.output<Schema>>, NoInfer<Output>>;
  /** Module that exports `run(action)`, or another function that the fragment names: "fig2.ts#e". */
  readonly run: URL;
}

/**
 * Declares a stage; the identity function, there for its types.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { z } from "zod";
 *
 * const double = defineStage({
 *   name: "double",
 *   summary: "Doubles numbers",
 *   parameters: z.strictObject({ times: z.int().positive().default(1) }),
 *   inputs: { numbers: { format: "npy" } },
 *   outputs: { doubled: "npy" },
 *   arithmetic: "plain",
 *   cost: ({ times }) => ({ seconds: 0.1 * times, memory: 5e7, output: 1000 }),
 *   run: new URL("./double_run.ts", import.meta.url),
 * });
 *
 * assert.equal(double.parameters.parse({}).times, 1);
 *
 * // double_run.ts imports the definition for its type alone, and exports
 * async function run(action: ActionOf<typeof double>): Promise<void> {
 *   const numbers = await action.read("numbers");
 *   await action.write("doubled", numbers); // doubled action.parameters.times times
 * }
 * assert.ok(run);
 * ```
 */
export function defineStage<
  Schema extends z.ZodObject,
  Input extends string,
  Output extends string,
  Asset extends string = never,
>(stage: Stage<Schema, Input, Output, Asset>): Stage<Schema, Input, Output, Asset> {
  return stage;
}

/** Whether a stage draws: one of its outputs is a picture. */
export function drawsFigure({ outputs }: Pick<Stage, "outputs">): boolean {
  return Object.values(outputs).some((format) => /^(svg|png|pdf)$/.test(format));
}

/** What the run module of a stage is given: `run(action: ActionOf<typeof train>)`. */
export type ActionOf<S> = S extends Stage<infer Schema, infer Input, infer Output, infer Asset>
  ? RunningAction<z.output<Schema>, Input, Output, Asset>
  : never;
