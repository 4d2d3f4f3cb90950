import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** Networks trained with noise (NT) or deterministic (DT), and the phase: the groups of Fig. C.4. */
export const stepDistanceGroups = [
  "NT active",
  "NT quiescent",
  "DT active",
  "DT quiescent",
  "DT noisy quiescent",
] as const;
/** One of `stepDistanceGroups`. */
export type StepDistanceGroup = typeof stepDistanceGroups[number];

/** How far consecutive decoded positions of one network and group are apart. */
export type StepDistances = {
  readonly seed: number;
  readonly group: StepDistanceGroup;
  /** Steps of each trajectory that count, from the first. */
  readonly steps: number;
  /** m, a number a trajectory. */
  readonly mean: readonly number[];
  /** m, a number a trajectory. */
  readonly largest: readonly number[];
};

/** The bytes of the JSON file of step distances. */
export function encodeStepDistances(distances: StepDistances): Uint8Array<ArrayBuffer> {
  return encodeJson(distances);
}

/**
 * Throws unless the bytes are step distances.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const file = { seed: 0, group: "NT active", steps: 100, mean: [0.02], largest: [0.06] } as const;
 * assert.deepEqual(readStepDistances(encodeStepDistances(file)).mean, [0.02]);
 * ```
 */
export function readStepDistances(bytes: Uint8Array): StepDistances {
  const fields = Fields.of(bytes, "step distances");
  return {
    seed: fields.number("seed"),
    group: fields.oneOf("group", stepDistanceGroups),
    steps: fields.number("steps"),
    mean: fields.numbers("mean"),
    largest: fields.numbers("largest"),
  };
}
