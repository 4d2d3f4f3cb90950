import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** The state of a training (weights and Adam's moments) after a batch, counted from 1. */
export interface TracedState {
  readonly batch: number;
  /** SHA-256 of its bytes (training/training_state.ts), hexadecimal. */
  readonly sha256: string;
}

/** States in the order of their batches: two trainings can be compared in their first seconds. */
export type TrainingTrace = readonly TracedState[];

/** Whether a batch is one of 1, 2, 5, 10, 20, 50, ..., after which the state is traced; the last one is, too. */
export function isTraced(batch: number): boolean {
  while (batch >= 10 && batch % 10 === 0) batch /= 10;
  return batch === 1 || batch === 2 || batch === 5;
}

/** The bytes of the JSON file of a training trace. */
export function encodeTrainingTrace(trace: TrainingTrace): Uint8Array<ArrayBuffer> {
  return encodeJson(trace.map(({ batch, sha256 }) => ({ batch, sha256 })));
}

/** Throws unless the bytes are a trace. */
export function readTrainingTrace(bytes: Uint8Array): TrainingTrace {
  const trace = Fields.listOf(bytes, "training trace").map((fields) => ({
    batch: fields.number("batch"),
    sha256: fields.text("sha256"),
  }));
  let before = 0;
  for (const { batch, sha256 } of trace) {
    if (!Number.isSafeInteger(batch) || batch <= before) {
      throw new Error(
        `Cannot read training trace: batch is ${batch}, expected a whole number above ${before}`,
      );
    }
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(
        `Cannot read training trace: "sha256" of batch ${batch} is "${sha256}", ` +
          "expected 64 hexadecimal digits",
      );
    }
    before = batch;
  }
  return trace;
}

/**
 * After which batches two trainings are in the same state, as far as both tell, up to the first batch
 * after which they are not.
 */
export function compareTraces(
  a: TrainingTrace,
  b: TrainingTrace,
): { readonly same: readonly number[]; readonly differs?: number } {
  const known = new Map(a.map(({ batch, sha256 }) => [batch, sha256]));
  const same: number[] = [];
  for (const { batch, sha256 } of b) {
    if (!known.has(batch)) continue;
    if (known.get(batch) !== sha256) return { same, differs: batch };
    same.push(batch);
  }
  return { same };
}
