import { encodeJson } from "../files/json.ts";
import { Fields } from "./fields.ts";

/** The conditions of Fig. 2f, in its order. */
export const conditionNames = [
  "noiseless unbiased",
  "noiseless biased",
  "noisy unbiased",
  "noisy biased",
] as const;
/** One of `conditionNames`. */
export type ConditionName = typeof conditionNames[number];

/** How much the quiescent decoded positions of one network vary over time. */
export type TotalVariance = {
  readonly seed: number;
  readonly condition: ConditionName;
  /** The first step that counts, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** m^2, the mean over trajectories. */
  readonly value: number;
  /** Its standard error; null of a single trajectory. */
  readonly error: number | null;
};

/** The bytes of the JSON file of a total variance. */
export function encodeTotalVariance(variance: TotalVariance): Uint8Array<ArrayBuffer> {
  return encodeJson(variance);
}

/** Throws unless the bytes are a total variance. */
export function readTotalVariance(bytes: Uint8Array): TotalVariance {
  const fields = Fields.of(bytes, "total variance");
  return {
    seed: fields.number("seed"),
    condition: fields.oneOf("condition", conditionNames),
    from: fields.number("from"),
    to: fields.number("to"),
    value: fields.number("value"),
    error: fields.numberOrNull("error"),
  };
}
