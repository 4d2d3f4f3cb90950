import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** Results of a network in training on the test batch; entry i after `batches[i]` batches. */
export type TrainingHistory = {
  readonly batches: readonly number[];
  /** Mean squared error over trajectories, time and outputs. */
  readonly loss: readonly number[];
  /** Mean distance between decoded and true coordinates, m or rad. */
  readonly error: readonly number[];
  /** Mean squared coordinate error, m^2 or rad^2; of bearings, circular. */
  readonly meanSquaredError: readonly number[];
  /** What the released code logs: the same, but for bearings not circular (paper.md D7, D12). */
  readonly releasedError: readonly number[];
};

/** The bytes of the JSON file of a training history. */
export function encodeTrainingHistory(history: TrainingHistory): Uint8Array<ArrayBuffer> {
  return encodeJson(history);
}

/** Throws unless the bytes are a history. */
export function readTrainingHistory(bytes: Uint8Array): TrainingHistory {
  const fields = Fields.of(bytes, "training history");
  return {
    batches: fields.numbers("batches"),
    loss: fields.numbers("loss"),
    error: fields.numbers("error"),
    meanSquaredError: fields.numbers("meanSquaredError"),
    releasedError: fields.numbers("releasedError"),
  };
}
