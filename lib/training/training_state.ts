import { createHash } from "node:crypto";
import type { NdArray } from "../array.ts";
import { decodeSafetensors, encodeSafetensors, readTensor } from "../files/safetensors.ts";
import type { Tensors } from "../files/safetensors.ts";
import type { WeightMatrices, Weights, WeightShape } from "../networks/weights.ts";
import type { TrainingHistory } from "../results/training_history.ts";
import type { TrainingTrace } from "../results/training_trace.ts";
import type { Adam, AdamState } from "./adam.ts";

/** All that a training has to remember: random streams are named, so they have no state. */
export interface TrainingState {
  readonly weights: Weights;
  /** Its step is the number of batches done. */
  readonly adam: AdamState;
  readonly history: TrainingHistory;
  readonly trace: TrainingTrace;
}

/** Bytes of a SHA-256. */
const DIGEST = 32;

const COLUMNS = ["batches", "loss", "error", "meanSquaredError", "releasedError"] as const;

/** The state as a .safetensors file; `decodeTrainingState` reads it. */
export function encodeTrainingState(
  { weights, adam, history, trace }: TrainingState,
): Uint8Array<ArrayBuffer> {
  const tensors: Record<string, NdArray> = {
    "step": { shape: [1], data: Float64Array.of(adam.step) },
    "trace.batches": {
      shape: [trace.length],
      data: Float64Array.from(trace, ({ batch }) => batch),
    },
    "trace.sha256": {
      shape: [trace.length, DIGEST],
      data: Uint8Array.fromHex(trace.map(({ sha256 }) => sha256).join("")),
    },
  };
  for (const column of COLUMNS) {
    const data = Float64Array.from(history[column]);
    tensors[`history.${column}`] = { shape: [data.length], data };
  }
  for (
    const [prefix, group] of Object.entries({ weights, first: adam.first, second: adam.second })
  ) {
    for (const [name, array] of Object.entries(group)) tensors[`${prefix}.${name}`] = array;
  }
  return encodeSafetensors(tensors);
}

/** Throws unless the bytes are a state of a network with these weights. */
export function decodeTrainingState(
  bytes: Uint8Array,
  shapes: readonly WeightShape[],
): TrainingState {
  const tensors = decodeSafetensors(bytes);
  const group = (prefix: string): Weights =>
    Object.fromEntries(
      shapes.map(({ name, outputs, inputs }) => [
        name,
        readTensor(tensors, `${prefix}.${name}`, Float32Array, [outputs, inputs]),
      ]),
    );
  const column = (name: string) => [
    ...readTensor(tensors, `history.${name}`, Float64Array, [null]).data,
  ];
  return {
    weights: group("weights"),
    adam: {
      step: readTensor(tensors, "step", Float64Array, [1]).data[0]!,
      first: group("first"),
      second: group("second"),
    },
    trace: decodeTrace(tensors),
    history: {
      batches: column("batches"),
      loss: column("loss"),
      error: column("error"),
      meanSquaredError: column("meanSquaredError"),
      releasedError: column("releasedError"),
    },
  };
}

function decodeTrace(tensors: Tensors): TrainingTrace {
  const { data: batches } = readTensor(tensors, "trace.batches", Float64Array, [null]);
  const { data: digests } = readTensor(tensors, "trace.sha256", Uint8Array, [
    batches.length,
    DIGEST,
  ]);
  return Array.from(batches, (batch, i) => ({
    batch,
    sha256: digests.subarray(DIGEST * i, DIGEST * (i + 1)).toHex(),
  }));
}

/**
 * SHA-256 of all that changes from batch to batch: each weight matrix in the network's order, then its
 * first and its second moments, as float32. They are read where they stand.
 */
export function stateDigest(weights: WeightMatrices, adam: Adam): string {
  const hash = createHash("sha256");
  for (const name of weights.names) {
    hash.update(weights.get(name).data);
    for (const moments of adam.moments(name)) hash.update(moments);
  }
  return hash.digest("hex");
}
