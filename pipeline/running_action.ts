/**
 * What a run module sees of the action that it executes: its parameters, its inputs by name, its
 * outputs by name. Nothing else can be reached, so this is also all that an artifact can depend on.
 *
 * Run modules import this for its types only; they hold no code of the pipeline.
 */
export interface RunningAction<
  Parameters = unknown,
  Input extends string = string,
  Output extends string = string,
  Asset extends string = string,
> {
  /** Schema-checked, with the defaults filled in. */
  readonly parameters: Parameters;
  /** Bytes of an input, checked against their digest; throws if the input is absent or a list. */
  read(input: Input): Promise<Uint8Array<ArrayBuffer>>;
  /** Bytes of every member of a list input, in the graph's order; empty if the input is absent. */
  readAll(input: Input): Promise<Uint8Array<ArrayBuffer>[]>;
  /** What its tensor work is done with. */
  readonly engine: EngineChoice;
  /** Whether an optional input was given. */
  has(input: Input): boolean;
  /** Bytes of a declared asset (a font, a .wasm), checked against their digest. */
  asset(name: Asset): Promise<Uint8Array<ArrayBuffer>>;
  /** Stores an output. Every declared output must be written once. */
  write(output: Output, bytes: Uint8Array): Promise<void>;
  /**
   * Reports how far the action is, and lets the pipeline interrupt it here. Cheap: call it once per unit
   * of work (a batch, a block of steps). `save` gives the state from which `restored()` could go on;
   * the pipeline calls it now and then, and before it interrupts the action.
   */
  progress(step: Progress, save?: () => Uint8Array): Promise<void>;
  /** Tells the reader what they should know; said once a run, whichever action says it. */
  warn(message: string): void;
  /** The newest good checkpoint of an earlier, interrupted execution of this same action, if any. */
  restored(): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** No byte of an artifact may depend on `threads`; what `blas` computes shows in the numerics. */
export interface EngineChoice {
  readonly threads: number;
  /** Path of the CBLAS library that does the products, if it is not the default engine. */
  readonly blas?: string | undefined;
}

/** How far an action is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What `done` counts: "batches", "steps". */
  readonly unit: string;
  /** A short remark for the reader, e.g. "loss 2.1e-5". */
  readonly note?: string;
}
