import type { Fields } from "./fields.ts";

/** Networks whose learned update is looked at: trained unbiased (U) or biased (B), σ: with noise; random (R^σ). */
export const updatedConditions = ["U^σ", "B^σ", "U", "B", "R^σ"] as const;
/** One of `updatedConditions`. */
export type UpdatedCondition = typeof updatedConditions[number];

/** Their task and cell. */
export const updatedKinds = ["spatial", "GRU", "head direction"] as const;
/** One of `updatedKinds`. */
export type UpdatedKind = typeof updatedKinds[number];

/** Which network a measure of the learned update is of. */
export type UpdatedNetwork = {
  readonly seed: number;
  readonly kind: UpdatedKind;
  readonly condition: UpdatedCondition;
  /** dt / tau */
  readonly alpha: number;
};

/** Reads which network a measure is of. */
export function readUpdatedNetwork(fields: Fields): UpdatedNetwork {
  return {
    seed: fields.number("seed"),
    kind: fields.oneOf("kind", updatedKinds),
    condition: fields.oneOf("condition", updatedConditions),
    alpha: fields.number("alpha"),
  };
}
